// What was given and not yet answered: kept in memory, and sent again under the same id when the line is back.

/** @typedef {import("./types.js").Command} Command */
/** @typedef {import("./types.js").Answer} Answer */
/** @typedef {{ id: string, mark: string, message: object, answer: (answer: Answer) => void }} Waiting */

/** Whether two commands are one and the same wish. @param {object} command */
export const markOf = (command) => JSON.stringify(command);

/** Unique for ever; `randomUUID` is missing where the page comes over plain http from another machine. */
const newId = () =>
  crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

export class Outbox {
  /** @type {Map<string, Waiting>} */
  #waiting = new Map();

  /** @param {(message: object) => void} send @param {() => void} changed */
  constructor(send, changed) {
    this.send = send;
    this.changed = changed;
  }

  /** @param {(id: string) => object} message @param {string} mark @returns {Promise<Answer>} */
  put(message, mark) {
    const id = newId();
    return new Promise((answer) => {
      const waiting = { id, mark, message: message(id), answer };
      this.#waiting.set(id, waiting);
      this.changed();
      this.send(waiting.message);
    });
  }

  /** @param {string} mark */
  has(mark) {
    for (const waiting of this.#waiting.values()) if (waiting.mark === mark) return true;
    return false;
  }

  get size() {
    return this.#waiting.size;
  }

  /** @param {string} id @param {Answer} answer */
  answered(id, answer) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    this.changed();
    waiting?.answer(answer);
  }

  sendAll() {
    for (const waiting of this.#waiting.values()) this.send(waiting.message);
  }

  /** The server closed the line over the size of a message: sent again, the largest would only do it again. @param {string} sentence */
  dropLargest(sentence) {
    const largest = [...this.#waiting.values()].sort((a, b) => size(b) - size(a))[0];
    if (largest) this.answered(largest.id, { done: false, code: "too_large", sentence });
  }

  /** Nothing will be answered any more. @param {string} sentence */
  dropAll(sentence) {
    for (const id of [...this.#waiting.keys()]) this.answered(id, { done: false, code: "session_closed", sentence });
  }
}

/** @param {Waiting} waiting */
const size = (waiting) => JSON.stringify(waiting.message).length;
