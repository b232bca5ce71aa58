// A misbehaving member: a page whose own script wants to be heard by all means. It runs before the page's.
(() => {
  const SETTLES_WITHIN = 10_000; // milliseconds
  const hack = { on: false, raw: null, forced: 0, errors: [] };
  window.hack = hack;
  const replace = RTCRtpSender.prototype.replaceTrack;
  const audio = (pc) => pc.getTransceivers().filter((one) => one.receiver.track.kind === "audio" && one.direction !== "stopped");
  const microphone = async () => (hack.raw ??= (await navigator.mediaDevices.getUserMedia({ audio: true })).getAudioTracks()[0]);
  const note = (fault) => hack.errors.push(String(fault));
  const send = (message) => window.sockets.at(-1).send(JSON.stringify(message));
  const voice = () => window.heardOnWire.filter(({ type }) => type === "voice").at(-1);
  const meOf = () => hack.me;

  // Whatever the page does with a sender, the microphone stays on it.
  RTCRtpSender.prototype.replaceTrack = function (track) {
    return replace.call(this, hack.on && hack.raw && this.track?.kind !== "video" && track?.kind !== "video" ? hack.raw : track);
  };

  // And it goes out, whatever the page asks of the sender.
  const set = RTCRtpSender.prototype.setParameters;
  RTCRtpSender.prototype.setParameters = function (wanted, ...rest) {
    if (hack.on && this.track?.kind === "audio") for (const one of wanted.encodings ?? []) one.active = true;
    return set.call(this, wanted, ...rest);
  };
  const letOut = (sender) => {
    const wanted = sender.getParameters();
    if (wanted.encodings?.some((one) => one.active === false)) sender.setParameters(wanted).catch(note);
  };

  /** The microphone is forced on, towards everybody, again and again. */
  hack.force = async (me) => {
    hack.me = me;
    await microphone();
    hack.on = true;
    const again = () => {
      for (const pc of window.connections) {
        if (pc.connectionState === "closed") continue;
        for (const one of audio(pc)) {
          one.direction = one.direction === "inactive" || one.direction === "recvonly" ? "sendrecv" : one.direction;
          letOut(one.sender);
          if (one.sender.track !== hack.raw) replace.call(one.sender, hack.raw).then(() => (hack.forced += 1), note);
        }
      }
    };
    again();
    hack.timer ??= setInterval(again, 100);
  };

  /** Every connection that stands, once nothing is being agreed on it: an offer in the middle of another would be none. */
  const standing = async () => {
    const all = window.connections.filter((one) => one.connectionState === "connected").map((pc) => [window.personAt(pc), pc]);
    const known = all.filter(([peer]) => peer);
    await Promise.all(known.map(([, pc]) => settled(pc)));
    return known;
  };
  const settled = async (pc) => {
    for (const end = Date.now() + SETTLES_WITHIN; pc.signalingState !== "stable"; await rest()) if (Date.now() > end) throw new Error("never settled");
  };
  const rest = () => new Promise((done) => setTimeout(done, 50));
  const offer = (peer, { sdp }) =>
    send({ type: "to_peer", to: peer, fingerprint: voice().peers[peer].fingerprint, description: { type: "offer", sdp }, candidates: [] });
  const voices = ({ sdp }) => sdp.match(/^m=audio /gm).length;

  /** Two voices in one connection: the page's own and another. @returns to whom it was offered, and how many voices */
  hack.addTrack = async () => {
    const offered = {};
    for (const [peer, pc] of await standing()) {
      const sender = pc.addTrack(hack.raw.clone(), new MediaStream());
      const both = await pc.createOffer();
      await pc.setLocalDescription(both);
      offer(peer, both);
      offered[peer] = voices(both);
      await pc.setLocalDescription({ type: "rollback" });
      pc.getTransceivers().find((one) => one.sender === sender).stop(); // or the page's own next offer would have both
    }
    return offered;
  };

  /** A new offer of the one voice there is, whether the page wants it or not. @returns who has answered it, and how many voices */
  hack.renegotiate = async () => {
    const answered = {};
    for (const [peer, pc] of await standing()) {
      const before = pc.currentRemoteDescription;
      await pc.setLocalDescription(await pc.createOffer());
      offer(peer, pc.localDescription);
      await settled(pc);
      if (pc.currentRemoteDescription !== before && pc.currentRemoteDescription.type === "answer") answered[peer] = voices(pc.localDescription);
    }
    return answered;
  };

  /** What only the server may say, said to the server (the first three, and who hears whom); and words in somebody else's name:
   * two that say so, and two that show another's certificate. */
  hack.forge = (as) => {
    const floor = { ...voice(), epoch: 1e12, heard: [meOf()] };
    const mine = voice().peers[meOf()].fingerprint;
    const [other] = Object.keys(voice().peers).filter((id) => id !== meOf());
    const to = { to: other, fingerprint: voice().peers[other].fingerprint, description: null, candidates: [] };
    send(floor);
    send({ ...floor, to: other });
    send({ type: "from_peer", from: as, fingerprint: mine, description: null, candidates: [] });
    send({ ...to, type: "to_peer", from: as });
    send({ ...to, type: "to_peer", sender: as });
    send({ type: "heard_by", people: [other] });
    const sdp = window.connections.find((one) => one.localDescription)?.localDescription.sdp;
    const stolen = sdp.replace(/^a=fingerprint:.*$/gm, `a=fingerprint:${voice().peers[as].fingerprint}`);
    send({ ...to, type: "to_peer", description: { type: "offer", sdp: stolen } });
    send({ type: "join_voice", fingerprint: voice().peers[as].fingerprint, microphone: true, camera: false, large: false });
  };

  /** Gone, and back at once, in the hope that the gates have forgotten. */
  hack.republish = () => {
    const fingerprint = voice().peers[meOf()].fingerprint;
    send({ type: "leave_voice" });
    send({ type: "join_voice", fingerprint, microphone: true, camera: false, large: false });
  };
})();
