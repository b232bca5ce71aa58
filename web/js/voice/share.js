// How long my voice was open and how much of it I spoke, measured here and told to nobody.

const LOOK = 200;
const SPEAKS = 0.16; // a level above the room's own noise

export class Share {
  spoken = 0;
  open = 0;
  /** @type {number | undefined} */
  #timer;
  #at = 0;

  /** @param {() => number} level */
  constructor(level) {
    this.level = level;
  }

  /** @param {boolean} open my voice goes out */
  run(open) {
    if (open === (this.#timer !== undefined)) return;
    this.#at = performance.now();
    if (open) this.#timer = setInterval(() => this.#look(), LOOK);
    else {
      this.#look();
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }

  #look() {
    const at = performance.now();
    const gone = at - this.#at;
    this.#at = at;
    this.open += gone;
    if (this.level() > SPEAKS) this.spoken += gone;
  }
}
