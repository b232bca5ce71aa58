// Ears: what a person at this page would hear, measured where the sound leaves it and independent of how the page is made.
// Whatever is connected to a destination passes a measuring point first; every media element that plays is listened to as well.
(() => {
  const TONES = __TONES__;
  const EVERY = __EVERY__; // milliseconds between two measurements
  const KEPT = 15_000; // measurements: five minutes
  const SIZE = __SIZE__; // samples that a measurement reaches back

  const window_ = Float32Array.from({ length: SIZE }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / SIZE));
  /** @type {Map<number, {cos: Float32Array, sin: Float32Array}[]>} */
  const waves = new Map();
  const wavesAt = (rate) => {
    if (!waves.has(rate)) {
      waves.set(rate, TONES.map((tone) => ({
        cos: Float32Array.from({ length: SIZE }, (_, n) => (window_[n] * Math.cos((2 * Math.PI * tone * n) / rate) * 4) / SIZE),
        sin: Float32Array.from({ length: SIZE }, (_, n) => (window_[n] * Math.sin((2 * Math.PI * tone * n) / rate) * 4) / SIZE),
      })));
    }
    return waves.get(rate);
  };

  const ears = { log: [], taps: [], elements: new Set(), since: (from) => ears.log.slice(ears.log.findLastIndex(([at]) => at < from) + 1) };
  window.ears = ears;
  const connect = AudioNode.prototype.connect;
  const disconnect = AudioNode.prototype.disconnect;
  const tapOf = new WeakMap();

  const tap = (context) => {
    if (!tapOf.has(context)) {
      const through = context.createGain();
      const meter = context.createAnalyser();
      meter.fftSize = SIZE;
      connect.call(through, meter);
      connect.call(through, context.destination);
      tapOf.set(context, through);
      ears.taps.push({ context, meter, through, seen: 0 });
    }
    return tapOf.get(context);
  };
  const leadsOut = (to) => to instanceof AudioDestinationNode && !(to.context instanceof OfflineAudioContext);

  AudioNode.prototype.connect = function (to, ...rest) {
    if (!leadsOut(to)) return connect.call(this, to, ...rest);
    connect.call(this, tap(to.context), ...rest);
    return to;
  };
  AudioNode.prototype.disconnect = function (...given) {
    if (given[0] && leadsOut(given[0])) given[0] = tap(given[0].context);
    return disconnect.apply(this, given);
  };

  // Elements: one that is not muted is listened to by a context of ours.
  const found = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, "srcObject");
  Object.defineProperty(HTMLMediaElement.prototype, "srcObject", {
    ...found,
    set(stream) {
      ears.elements.add(this);
      found.set.call(this, stream);
    },
  });
  const play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = function () {
    ears.elements.add(this);
    return play.call(this);
  };
  let own = null;
  const listened = new WeakMap();
  const elementTap = (element) => {
    const stream = element.srcObject;
    if (!(stream instanceof MediaStream) || !stream.getAudioTracks().length) return null;
    if (!listened.has(stream)) {
      own ??= new AudioContext();
      const meter = own.createAnalyser();
      meter.fftSize = SIZE;
      connect.call(own.createMediaStreamSource(stream), meter);
      listened.set(stream, { context: own, meter, seen: 0 });
    }
    return listened.get(stream);
  };
  const loud = (element) => !element.muted && !element.paused && element.volume > 0;

  const data = new Float32Array(SIZE);
  const measure = () => {
    const tones = TONES.map(() => 0);
    let power = 0;
    let running = false;
    const speaking = [...ears.elements].filter(loud).map(elementTap).filter((one) => one !== null);
    for (const one of [...ears.taps, ...speaking]) {
      const at = one.context.currentTime;
      const moves = one.context.state === "running" && at > one.seen;
      one.seen = at;
      if (!moves) continue; // a context that stands still makes no sound, whatever its meter last said
      running = true;
      one.meter.getFloatTimeDomainData(data);
      let sum = 0;
      for (const value of data) sum += value * value;
      power += sum / SIZE;
      if (sum === 0) continue;
      wavesAt(one.context.sampleRate).forEach(({ cos, sin }, i) => {
        let x = 0;
        let y = 0;
        for (let n = 0; n < SIZE; n++) {
          x += data[n] * cos[n];
          y += data[n] * sin[n];
        }
        tones[i] = Math.max(tones[i], Math.hypot(x, y));
      });
    }
    ears.log.push([performance.timeOrigin + performance.now(), running ? 1 : 0, Math.sqrt(power), ...tones]);
    if (ears.log.length > KEPT) ears.log.splice(0, ears.log.length - KEPT);
  };
  setInterval(measure, EVERY);

  // Connections and sockets, remembered for whoever looks closer.
  window.connections = [];
  const Connection = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Connection {
    constructor(configuration, ...rest) {
      super(window.reshaped ? window.reshaped(configuration) : configuration, ...rest);
      window.connections.push(this);
    }
    setConfiguration(configuration) {
      super.setConfiguration(window.reshaped ? window.reshaped(configuration) : configuration);
    }
  };
  window.asked = []; // what the page was given of microphones and cameras
  const ask = MediaDevices.prototype.getUserMedia;
  MediaDevices.prototype.getUserMedia = async function (...given) {
    const stream = await ask.apply(this, given);
    window.asked.push(stream);
    return stream;
  };
  window.sockets = [];
  window.heardOnWire = [];
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...given) {
      super(...given);
      window.sockets.push(this);
      this.addEventListener("message", (event) => {
        const message = JSON.parse(event.data);
        if (/welcome|voice|peer|heard|problem/.test(message.type)) window.heardOnWire.push(message);
      });
    }
  };

  window.welcomed = () => window.heardOnWire.filter(({ type }) => type === "welcome").at(-1);

  /** Who is at the other end, by the certificate that was pinned. */
  window.personAt = (pc) => {
    const shown = /^a=fingerprint:(\S+ \S+)\s*$/m.exec(pc.remoteDescription?.sdp ?? "")?.[1];
    const peers = Object.assign({}, ...window.heardOnWire.filter(({ type }) => type === "voice").map((one) => one.peers));
    return Object.keys(peers).find((id) => peers[id].fingerprint === shown) ?? null;
  };
  /** What the reports of all connections say of one kind: "outbound-rtp" or "inbound-rtp" of "audio" or "video". */
  const reports = async (type, kind) => {
    const found = [];
    for (const pc of window.connections) {
      if (pc.connectionState === "closed") continue;
      const who = window.personAt(pc);
      for (const one of (await pc.getStats()).values()) if (one.type === type && one.kind === kind) found.push([who, one]);
    }
    return found;
  };
  /** How many packets of sound, or of pictures, have gone out to all. */
  window.departures = async (kind) => (await reports("outbound-rtp", kind)).reduce((sent, [, one]) => sent + one.packetsSent, 0);
  /** How much sound this browser has played by itself, where no page can turn it down: past every meter here. */
  window.playedBeside = async () => (await reports("inbound-rtp", "audio")).reduce((energy, [, one]) => energy + one.totalAudioEnergy, 0);
  /** How many packets have come from each, whether or not they are played or shown. */
  window.arrivals = async (kind) => {
    const found = {};
    for (const [who, one] of await reports("inbound-rtp", kind)) found[who] = (found[who] ?? 0) + one.packetsReceived;
    return found;
  };
  /** Of each: packets that have come, and samples that the browser has taken up to play, of which it made up so many. */
  window.taken = async () => (await reports("inbound-rtp", "audio")).map(([who, one]) => [who, one.packetsReceived, one.totalSamplesReceived, one.concealedSamples]);
  /** Whose pictures are to be seen here: of the others, and moving. */
  window.pictured = () => {
    const shown = [...document.querySelectorAll("video")].filter((one) => one.checkVisibility() && one.videoWidth > 0);
    const seen = shown.flatMap((one) => one.srcObject?.getVideoTracks() ?? []);
    const theirs = (pc) => pc.getReceivers().some(({ track }) => seen.includes(track) && track.enabled && track.readyState === "live");
    return window.connections.filter((pc) => pc.connectionState === "connected" && theirs(pc)).map(window.personAt).sort();
  };
})();
