// A microphone that can keep still until a word is said, and a look at a few seconds of sound sample by sample.
(() => {
  const FADES = 0.01; // seconds: the word itself begins and ends without a click
  const SHORT = 240; // samples from one look to the next: a two-hundredth of a second
  const LONG = 960; // samples of one look
  const LEAST = 0.015; // as loud as this, and a word is there: a tenth of what a voice has, and more than a chime has at its pitch
  const SIZE = 32_768;
  const METERS = 4;

  const window_ = Float32Array.from({ length: LONG }, (_, n) => ((0.5 - 0.5 * Math.cos((2 * Math.PI * n) / LONG)) * 4) / LONG);

  let mouth = null;
  const ask = MediaDevices.prototype.getUserMedia;
  MediaDevices.prototype.getUserMedia = async function (wanted) {
    const stream = await ask.call(this, wanted);
    if (!wanted.audio) return stream;
    const context = new AudioContext();
    const out = context.createMediaStreamDestination();
    mouth = context.createGain();
    context.createMediaStreamSource(stream).connect(mouth);
    mouth.connect(out);
    const [track] = out.stream.getTracks();
    const stop = track.stop;
    track.stop = () => {
      stop.call(track);
      stream.getTracks().forEach((one) => one.stop()); // whoever lets go of this lets go of the microphone
      void context.close();
    };
    return out.stream;
  };
  window.keepStill = (still) => mouth.gain.setValueAtTime(still ? 0 : 1, mouth.context.currentTime);

  /** As soon as the page says that I can be heard, I say a word as long as this. */
  window.sayWhenOpen = async (seat, seconds) => {
    const voice = (await import(document.scripts[0].src)).modules["voice/voice.js"].voiceOf(seat);
    if (voice.state.open) throw new Error("open already");
    const stop = voice.subscribe(() => {
      if (!voice.state.open) return;
      stop();
      const { gain, context } = mouth;
      const now = context.currentTime;
      gain.setValueAtTime(0, now);
      gain.linearRampToValueAtTime(1, now + FADES);
      gain.setValueAtTime(1, now + seconds - FADES);
      gain.linearRampToValueAtTime(0, now + seconds);
    });
  };

  const meters = [];
  /** From now on, what this page plays is kept for a while. */
  window.remember = () => {
    const { context, through } = ears.taps.find((one) => one.context.state === "running");
    let from = through;
    for (let n = 0; n < METERS; n++) {
      const meter = context.createAnalyser();
      meter.fftSize = SIZE;
      from.connect(meter);
      meters.unshift(meter);
      const later = context.createDelay(1);
      later.delayTime.value = SIZE / context.sampleRate;
      from.connect(later);
      from = later;
    }
  };

  /** What was heard in the last seconds: for how long this tone, in seconds, and how sharp the sharpest edge in it all was. */
  window.recall = (tone) => {
    const all = new Float32Array(SIZE * METERS);
    meters.forEach((meter, n) => meter.getFloatTimeDomainData(all.subarray(n * SIZE, (n + 1) * SIZE)));
    const rate = meters[0].context.sampleRate;
    const turn = (2 * Math.PI * tone) / rate;
    const loud = [];
    let sharp = 0;
    for (let from = 0; from + LONG <= all.length; from += SHORT) {
      let x = 0;
      let y = 0;
      for (let n = 0; n < LONG; n++) {
        const one = all[from + n] * window_[n];
        x += one * Math.cos(turn * n);
        y += one * Math.sin(turn * n);
      }
      loud.push(Math.hypot(x, y));
    }
    // The fourth difference: next to nothing is left of a tone, and a jump stands as it was, and more.
    for (let n = 4; n < all.length; n++) sharp = Math.max(sharp, Math.abs(all[n] - 4 * all[n - 1] + 6 * all[n - 2] - 4 * all[n - 3] + all[n - 4]));
    const there = (one) => one > LEAST;
    return [((loud.findLastIndex(there) - loud.findIndex(there)) * SHORT) / rate, sharp];
  };
})();
