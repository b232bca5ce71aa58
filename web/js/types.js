// The names that parts use for what the wire and the interface carry, each from where it is defined.

/** @typedef {import("./protocol.js").View} View */
/** @typedef {import("./protocol.js").Given} Command */
/** @typedef {import("./protocol.js").PersonLine} PersonLine */
/** @typedef {import("./protocol.js").ClockSection} ClockSection */
/** @typedef {import("./protocol.js").StageLine} StageLine */
/** @typedef {import("./protocol.js").StepLine} StepLine */
/** @typedef {import("./protocol.js").ReportLine} ReportLine */
/** @typedef {import("./protocol.js").ActionLine} ActionLine */
/** @typedef {import("./protocol.js").BidLine} BidLine */
/** @typedef {import("./protocol.js").BidKind} BidKind */
/** @typedef {import("./protocol.js").Proposal} Proposal */
/** @typedef {import("./protocol.js").PreparedLine} PreparedLine */
/** @typedef {import("./protocol.js").QuestionKind} QuestionKind */
/** @typedef {import("./protocol.js").ActionStatus} ActionStatus */
/** @typedef {import("./protocol.js").PauseAnswer} PauseAnswer */
/** @typedef {import("./protocol.js").Ask} Ask */
/** @typedef {import("./protocol.js").DeskSection} DeskSection */

/** @typedef {import("../vendor/preact-htm.js").Child} Child */
/** @typedef {import("../vendor/preact-htm.js").VNode} VNode */
/** @typedef {import("./line.js").Line} Line */

/** @typedef {"connecting" | "connected" | "reconnecting" | "lost"} LineState */
/** @typedef {"signed_out" | "version" | "removed" | "closed" | "too_many" | "left" | "no_place"} Ended */
/** @typedef {{ done: true } | { done: false, code: string, sentence: string }} Answer */
/** @typedef {"cannot_hear" | "word_to_chair" | "word_to_member" | "nudge" | "nudge_member" | "caption"} SignalKind */
/** @typedef {"interruption" | "own_story" | "advice" | "air_time"} GoldenRule */
/** @typedef {{ id: string, kind: SignalKind, from: string, words: string, rule: GoldenRule | null }} Signal */
/** @typedef {{ id: string, set: string, number: number, of: number | null, next_at: number | null, practice: boolean, speed: number }} SessionHead */

/** @typedef {{ id: string, set: string, number: number, starts_at: number, minutes: number, status: string, members: number, practice: boolean, where: import("./protocol.js").Where, cameras: import("./protocol.js").Cameras }} SessionFacts */
/** @typedef {{ version: number, text: string, limits: string, support_line: string }} SeatContract */
/** @typedef {{ seat: string, name: string, site: string, kind: string, beside: string, facilitator: string, session: SessionFacts | null, contract: SeatContract, renewed_at: number | null }} Seat */
/** @typedef {{ seat: string, name: string, site: string, kind?: string, beside?: string, link: string, revoked?: boolean }} SeatLink */

/** How this session meets, and whether this room can carry it. @typedef {{ where: "here" | "call" | "text", link: string, cameras: "off" | "small" | "on", expected: number, most: number }} VoiceSection */
/** @typedef {import("./voice/state.js").VoiceState} VoiceState */
/** @typedef {import("./voice/state.js").PeerState} PeerState */
/** @typedef {import("./voice/voice.js").Voice} Voice */

export {};
