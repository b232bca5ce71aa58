// Takes the place of the page's voice where a test looks at pictures: what the engine would say, the test says; what is pressed, it can read.
import { atFirst } from "./state.js";

const made = new Map();
export const voiceOf = (seat) => made.get(seat) ?? made.set(seat, new Voice()).get(seat);

export class Voice {
  state = { ...atFirst({ way: "voice", pushToTalk: false, large: true }), started: true, microphone: "ready" };
  pressed = [];
  #tell = new Set();
  #line = null;

  constructor() {
    globalThis.pretend = this;
  }
  subscribe(tell) {
    this.#tell.add(tell);
    return () => this.#tell.delete(tell);
  }
  attach(line) {
    this.#line = line;
  }
  set(change) {
    this.state = { ...this.state, ...change };
    this.#line?.redraw();
    for (const tell of this.#tell) tell();
  }

  viewed() {
    const heard = this.#line?.view?.mine.heard ?? false;
    const away = this.#line?.view?.step.floor === "others" && this.#line.view.step.holder === this.#line.view.mine.id;
    this.set({ heard, open: heard, seen: !away });
  }

  /** These people's cameras are on; `less` of somebody: what else is so of them. */
  shows(people, less = {}) {
    const peer = { state: "connected", audible: true, large: true, microphone: true };
    const peers = people.map((who) => [who, { ...peer, picture: face(who), ...less[who] }]);
    this.set({ peers: Object.fromEntries(peers), heardBy: people });
  }
  async setCamera(on) {
    this.pressed.push(`camera ${on}`);
    this.set(on ? { camera: "on", own: face(this.#line?.view?.mine.id ?? "me") } : { camera: "off", own: null });
  }
  setLarge(large) {
    this.pressed.push(`large ${large}`);
    this.set({ large });
  }
  hear = (message) => message.type.includes("voice") || message.type === "from_peer" || message.type === "heard_by";
  level = () => 0;
  share = () => ({ spoken: 0, open: 0 });
  detach() {}
  welcomed() {}
  end() {}
  enter() {}
  stop() {}
  setWay() {}
  setMuted() {}
  press() {}
  setPushToTalk() {}
  async start() {}
  async useDevice() {}
  async resume() {}
}

const LOOKS = {
  amina: ["#b9c3bb", "#8d5a3b", "#2b2320", "#7a3f4d"],
  danny: ["#c9c2b0", "#e3b391", "#8a5a2e", "#3c5a74"],
  gareth: ["#a9b4ba", "#e6bfa3", "#b8b3ab", "#4d5b3f"],
  jo: ["#cfc9bd", "#d9a583", "#3b2a22", "#2f4f4a"],
  maureen: ["#bfb7ae", "#ecc9b2", "#d8d3cb", "#6a4a6e"],
  me: ["#b6bec4", "#dcae8c", "#4a3325", "#54606b"],
  nia: ["#5b6670", "#e4b897", "#5a2d1c", "#16191c"],
  priya: ["#c4bcb0", "#a8714c", "#1f1a18", "#8a5a22"],
  ruth: ["#aeb8ae", "#f0cdb6", "#a24f2a", "#394b66"],
};
const faces = new Map();

/** A stream from a canvas: head and shoulders, and for whoever signs both hands, up to the edges of the picture. */
function face(who) {
  if (faces.has(who)) return faces.get(who);
  const canvas = document.createElement("canvas");
  const signing = who === "nia";
  [canvas.width, canvas.height] = signing ? [640, 480] : [320, 320];
  const pen = canvas.getContext("2d");
  const [wall, skin, hair, coat] = LOOKS[who] ?? LOOKS.me;
  const [x, y, r] = signing ? [320, 150, 74] : [160, 140, 66];
  const draw = (n) => {
    const oval = (colour, cx, cy, rx, ry = rx, turn = 0) => {
      pen.fillStyle = colour;
      pen.beginPath();
      pen.ellipse(cx, cy, rx, ry, turn, 0, 7);
      pen.fill();
    };
    pen.fillStyle = wall;
    pen.fillRect(0, 0, canvas.width, canvas.height);
    oval(hair, x, y - r * 0.15, r * 1.12, r * 1.25);
    oval(coat, x, y + r * 2.75, r * 1.9, r * 1.6);
    oval(skin, x, y + r * 1.05, r * 0.36, r * 0.55);
    oval(skin, x, y + r * 0.08, r * 0.84, r * 1.06);
    oval(hair, x, y - r * 0.78, r * 0.86, r * 0.44);
    for (const side of [-1, 1]) oval("#2a1f1a", x + side * r * 0.32, y, r * 0.075);
    oval("#7d3f35", x, y + r * 0.62, r * 0.24, r * 0.06 + (n % 2));
    if (signing) for (const side of [-1, 1]) {
      pen.strokeStyle = coat;
      pen.lineWidth = 64;
      pen.lineCap = "round";
      pen.beginPath();
      pen.moveTo(x + side * 110, y + 170);
      pen.lineTo(x + side * 190, y + 300);
      pen.lineTo(x + side * 150, y + 160);
      pen.stroke();
      oval(skin, x + side * 146, y + 130, 34, 44, side * 0.4);
      for (const finger of [-1, 0, 1]) oval(skin, x + side * 146 + finger * 18, y + 82, 8, 34, finger * 0.2);
    }
  };
  let n = 0;
  setInterval(() => draw((n += 1)), 200);
  draw(0);
  faces.set(who, canvas.captureStream(5));
  return faces.get(who);
}
