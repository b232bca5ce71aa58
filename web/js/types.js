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
/** @typedef {"signed_out" | "version" | "removed" | "closed" | "too_many" | "left"} Ended */
/** @typedef {{ done: true } | { done: false, code: string, sentence: string }} Answer */
/** @typedef {"cannot_hear" | "word_to_chair" | "word_to_member"} SignalKind */
/** @typedef {{ id: string, kind: SignalKind, from: string, words: string }} Signal */
/** @typedef {{ id: string, set: string, number: number, of: number | null, next_at: number | null }} SessionHead */

/** @typedef {{ id: string, set: string, number: number, starts_at: number, minutes: number, status: string, members: number }} SessionFacts */
/** @typedef {{ seat: string, name: string, site: string, kind: string, facilitator: string, session: SessionFacts | null, renewed_at: number | null }} Seat */
/** @typedef {{ seat: string, name: string, site: string, kind?: string, link: string, revoked?: boolean }} SeatLink */

export {};
