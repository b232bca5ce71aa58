// A tape at each way out of a page: all the sound that leaves it, so that a page that is busy with something else misses none.
// It stands behind ears.js. A meter there remembers three quarters of a second, every sample of it, while sound is made on
// a thread of its own; when the page comes round to reading is all the same, as long as it comes round that often.
(() => {
  const TONES = __TONES__;
  const SIZE = 1024; // samples in a window: what is shorter does not tell one tone from the next
  const HOP = 128; // samples from one window to the next: as many as are made at once
  const REACH = 32_768; // samples that a meter remembers, the most there may be
  const EVERY = 100; // milliseconds between two readings
  const AT_ONCE = 3; // milliseconds: a reading that took longer does not know when it was
  const TRIES = 5;
  const KEPT = 400; // readings: more than half a minute, for a busy machine takes its time until it asks

  const tapes = new Map();

  const tapeOf = (context, through) => {
    if (!tapes.has(context)) {
      const meter = context.createAnalyser();
      meter.fftSize = REACH;
      through.connect(meter);
      tapes.set(context, { meter, data: new Float32Array(REACH), readings: [] });
    }
    return tapes.get(context);
  };

  const read = ({ context, through }) => {
    const { meter, data, readings } = tapeOf(context, through);
    for (let n = 0; n < TRIES; n++) {
      const began = performance.now();
      const at = context.currentTime;
      meter.getFloatTimeDomainData(data);
      const now = performance.now();
      if (context.currentTime !== at || now - began > AT_ONCE) continue;
      const last = readings.at(-1);
      if (last && at <= last.at) return; // it stands still
      // what this clock of sound lags behind the machine's, at the most: the newest samples were made a while before now
      const lag = performance.timeOrigin + now - at * 1000;
      const fresh = last ? Math.round((at - last.at) * context.sampleRate) : 0;
      readings.push({ at, fresh, lag, least: Math.min(lag, last?.lag ?? lag), samples: data.slice(-(Math.min(fresh, REACH - SIZE) + SIZE)) });
      if (readings.length > KEPT) readings.shift();
      return;
    }
  };
  setInterval(() => window.ears.taps.forEach(read), EVERY);

  /** @type {Map<number, {cos: Float32Array, sin: Float32Array}[]>} */
  const waves = new Map();
  const wavesAt = (rate) => {
    const wave = (tone, of) => Float32Array.from({ length: SIZE }, (_, n) => ((1 - Math.cos((2 * Math.PI * n) / SIZE)) * of((2 * Math.PI * tone * n) / rate) * 2) / SIZE);
    if (!waves.has(rate)) waves.set(rate, TONES.map((tone) => ({ cos: wave(tone, Math.cos), sin: wave(tone, Math.sin) })));
    return waves.get(rate);
  };
  const levels = (samples, from, rate) =>
    wavesAt(rate).map(({ cos, sin }) => {
      let x = 0;
      let y = 0;
      for (let n = 0; n < SIZE; n++) {
        x += samples[from + n] * cos[n];
        y += samples[from + n] * sin[n];
      }
      return Math.hypot(x, y);
    });

  /** What one reading was the first to find. Each row: this sound left the page no sooner than this, and no later than that; how loud each tone is in it. */
  const rows = (context, { at, lag, least, samples }) => {
    const rate = context.sampleRate;
    const found = [];
    for (let end = samples.length - HOP * Math.floor((samples.length - SIZE) / HOP) + HOP; end <= samples.length; end += HOP) {
      const ends = (at - (samples.length - end) / rate) * 1000;
      const begins = ends - (SIZE / rate) * 1000 - context.baseLatency * 1000; // so much is made in one go
      found.push([least + begins, lag + ends, ...levels(samples, end - SIZE, rate)]);
    }
    return found;
  };

  window.tape = {
    /** Everything that left this page since then, in order, for each way out. */
    since: (from) =>
      [...tapes].map(([context, { readings }]) => readings.filter(({ at, lag }) => at * 1000 + lag > from).flatMap((one) => rows(context, one))),
    /** What the device that plays keeps waiting beyond that, as the browser tells it, in milliseconds. */
    waits: () => [...tapes.keys()].map((context) => context.outputLatency * 1000),
  };
})();
