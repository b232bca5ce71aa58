"""What a page is asked from outside, about its connections and its devices."""

STATE = """async () => [
  connections.map((c) => [personAt(c), c.connectionState, c.iceConnectionState, c.iceGatheringState, c.signalingState,
    c.getReceivers()[0]?.transport?.state, ...[c.localDescription, c.remoteDescription].map((one) =>
      `${one?.type} ${one?.sdp.match(/^a=candidate/gm)?.length ?? 0} ways`)].join(" ")),
  heardOnWire.filter((m) => m.type === "voice").slice(-1).map((m) => [m.epoch, m.table, m.heard, Object.keys(m.peers)]),
  heardOnWire.filter((m) => m.type === "voice_refused"),
  heardOnWire.filter((m) => m.type === "from_peer" && m.description).map((m) => [m.from, m.description.type].join(" ")),
  ears.taps.map(({ context }) => [context.state, context.currentTime]),
  await taken(),
]"""
"""How the connections of a page stand, what it was told, and what becomes of the sound that comes."""

CONNECTED = "() => connections.filter((one) => one.connectionState === 'connected').map(personAt)"
"""Whom a page has a connection to; of one to somebody's earlier page it is not known whose it is."""
OPEN_CONNECTIONS = "() => connections.filter((one) => one.connectionState !== 'closed').length"
HELD_MICROPHONES = "() => asked.flatMap((one) => one.getTracks()).filter((one) => one.readyState === 'live').length"
