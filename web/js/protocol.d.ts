/**
 * What a browser may send.
 */
export type FromBrowser = Hello | Give | BeatAnswer | SendSignal | JoinVoice | LeaveVoice | ToPeer | Hearing;
/**
 * What people may ask of a session.
 */
export type Given =
  | SayReady
  | Reaffirm
  | RaiseContract
  | LeaveEarly
  | SendApologies
  | NoteApologies
  | StepOut
  | ComeBack
  | Leave
  | RemovePerson
  | SayOverheard
  | NoteOnPhone
  | SayTwoHere
  | NoteGone
  | ObjectToGuest
  | AdmitGuest
  | SendGuestOut
  | ChooseWhere
  | ProposeContract
  | SayOfContract
  | AgreeContract
  | DropContract
  | OpenStep
  | StopClock
  | StartClock
  | AddTime
  | BeginWord
  | EndWord
  | TakeChair
  | HandOverChair
  | OfferToKeepTime
  | ObjectToOffer
  | ChooseReview
  | CloseSession
  | EndNow
  | GiveBackTime
  | PauseTogether
  | AnswerPause
  | EndTurn
  | PassTurn
  | ReportAction
  | PlaceBid
  | ShowBid
  | WithdrawBid
  | ProposeAgenda
  | SayContent
  | SayNotContent
  | AgreeAgenda
  | ReplanRounds
  | RaiseHand
  | LowerHand
  | TakeHand
  | NextQuestion
  | AskFollowUp
  | LetMeThink
  | BeginGoRound
  | EndGoRound
  | InvitePerson
  | AnswerInvite
  | OpenFloor
  | CloseFloor
  | ChooseNoter
  | NoteQuestion
  | PrepareQuestion
  | ChangeQuestion
  | DropQuestion
  | AskQuestion
  | KeepQuestion
  | AskForOffers
  | CloseOffers
  | MakeOffer
  | RewordHeadline
  | HideTime
  | TakeAction
  | ChangeAction
  | DropAction
  | SayLine
  | RateReview
  | WriteLearning
  | ShareLearning
  | FinishWriting
  | EnterFor
  | ConfirmEntry
  | StrikeOut;
/**
 * Where the set's voices are.
 */
export type Where = "here" | "call" | "text";
/**
 * What a set may choose when time runs out in its review.
 */
export type ReviewChoice = "end" | "extend" | "reschedule";
/**
 * What the holder may answer when the session is paused together.
 */
export type PauseAnswer = "carry_on" | "short_break" | "stop_here" | "let_set_in";
/**
 * What came of an action. No shaming: each is a full answer.
 */
export type ActionStatus = "done" | "partly" | "changed" | "not_yet";
/**
 * What somebody asks for when the set asks for time; each is a full answer.
 */
export type BidKind = "asks" | "if_room" | "nothing";
/**
 * How the time for rounds is shared out in a proposal.
 */
export type Sharing = "equal" | "as_asked" | "least_airspace" | "short_turns" | "own";
/**
 * The kinds of question.
 */
export type QuestionKind = "clarifying" | "exploring" | "challenging" | "reflecting";
/**
 * What a server sends.
 */
export type FromServer =
  | Welcome
  | ShowView
  | DoneMessage
  | RefusedMessage
  | Beat
  | TimeMessage
  | Signal
  | Problem
  | VoiceMessage
  | VoiceIce
  | FromPeer
  | HeardBy
  | VoiceElsewhere
  | VoiceRefused;
/**
 * What has become of a session.
 */
export type Status = "planned" | "open" | "closed" | "cancelled";
/**
 * The stages of a session, in the customer's order.
 */
export type StageKind = "lobby" | "opening" | "check_in" | "asking" | "round" | "rest" | "review" | "close";
/**
 * Who may be heard while a step is open.
 */
export type Floor = "nobody" | "turns" | "holder" | "asker_and_holder" | "others" | "guest" | "everybody";
/**
 * What somebody is in the set, for the whole session.
 */
export type PersonKind = "member" | "facilitator" | "access" | "guest";
/**
 * Where somebody is now; the words for people are in the catalogue ('Not with us', 'Back soon').
 */
export type Presence = "expected" | "apologies" | "waiting" | "here" | "away" | "out" | "left" | "removed";
/**
 * What the set has agreed about pictures.
 */
export type Cameras = "off" | "small" | "on";

/**
 * The wire protocol of Airspace, number 1.
 */
export interface Protocol {
  browser?: FromBrowser;
  server?: FromServer;
  view?: View;
}
/**
 * The first message on every line.
 */
export interface Hello {
  type: "hello";
  protocol: number;
}
/**
 * Give a command to the room, under an id of its own. Answered by `done` or `refused`.
 */
export interface Give {
  type: "give";
  id: string;
  command: Given;
}
/**
 * I'm ready (in the lobby).
 */
export interface SayReady {
  type: "say_ready";
}
/**
 * Still content with the contract.
 */
export interface Reaffirm {
  type: "reaffirm";
  version: number;
}
/**
 * I'd like to talk about the contract.
 */
export interface RaiseContract {
  type: "raise_contract";
  version: number;
}
/**
 * I need to leave early today; None takes it back.
 */
export interface LeaveEarly {
  type: "leave_early";
  at: number | null;
}
/**
 * I can't come this time (or can after all).
 */
export interface SendApologies {
  type: "send_apologies";
  on?: boolean;
}
/**
 * Somebody has let the chair know that they can't come this time (or can after all).
 */
export interface NoteApologies {
  type: "note_apologies";
  person: string;
  on?: boolean;
}
/**
 * Back soon.
 */
export interface StepOut {
  type: "step_out";
}
/**
 * I'm back.
 */
export interface ComeBack {
  type: "come_back";
}
/**
 * Leave the room for today.
 */
export interface Leave {
  type: "leave";
}
/**
 * Take a person out of the session; their lines close.
 */
export interface RemovePerson {
  type: "remove_person";
  person: string;
}
/**
 * I may be overheard (or no longer).
 */
export interface SayOverheard {
  type: "say_overheard";
  on?: boolean;
}
/**
 * Somebody is with us without a screen: dialled in, or in the set's call.
 */
export interface NoteOnPhone {
  type: "note_on_phone";
  person: string;
}
/**
 * We are two here: somebody sits at my device.
 */
export interface SayTwoHere {
  type: "say_two_here";
  person: string;
}
/**
 * Somebody who was with us without a screen is no longer.
 */
export interface NoteGone {
  type: "note_gone";
  person: string;
}
/**
 * Not content that this guest joins us (or content after all).
 */
export interface ObjectToGuest {
  type: "object_to_guest";
  guest: string;
  object?: boolean;
}
/**
 * Let a guest in: the set has agreed to them.
 */
export interface AdmitGuest {
  type: "admit_guest";
  guest: string;
}
/**
 * A guest waits outside again.
 */
export interface SendGuestOut {
  type: "send_guest_out";
  guest: string;
}
/**
 * For today: by voice in this room, beside the set's own call, or by text.
 */
export interface ChooseWhere {
  type: "choose_where";
  where: Where;
  call_link?: string;
}
/**
 * Put a contract, or a new wording of it, to the set. Its version is the server's to number.
 */
export interface ProposeContract {
  type: "propose_contract";
  contract: Contract;
}
/**
 * What the set has agreed about working together; versioned, reaffirmed in one tap.
 */
export interface Contract {
  version?: number;
  text?: string;
  limits?: string;
  support_line?: string;
  stand_in?: string | null;
  modelling?: boolean;
  challenge?: boolean;
  /**
   * What the set has agreed about pictures.
   */
  cameras?: "off" | "small" | "on";
  nudges?: boolean;
}
/**
 * Content with the contract as proposed, or not.
 */
export interface SayOfContract {
  type: "say_of_contract";
  proposal: string;
  content: boolean;
}
/**
 * The set has agreed the contract as proposed: it holds from now on.
 */
export interface AgreeContract {
  type: "agree_contract";
  proposal: string;
}
/**
 * The contract stays as it is; the proposal is put away.
 */
export interface DropContract {
  type: "drop_contract";
  proposal: string;
}
/**
 * Open a step. The holder opens the next step of their own round in the same way.
 */
export interface OpenStep {
  type: "open_step";
  step: string;
}
/**
 * Stop the clock of this step.
 */
export interface StopClock {
  type: "stop_clock";
  step: string;
}
/**
 * Let the clock run again, whatever stopped it (but not a pause together, nor a word).
 */
export interface StartClock {
  type: "start_clock";
  step: string;
}
/**
 * More or fewer minutes for this step.
 */
export interface AddTime {
  type: "add_time";
  step: string;
  minutes: -5 | -1 | 1 | 2 | 5;
}
/**
 * A word from the facilitator: the clock stops, and only the facilitator is heard.
 */
export interface BeginWord {
  type: "begin_word";
  step: string;
}
/**
 * The facilitator's word is said.
 */
export interface EndWord {
  type: "end_word";
  word: string;
}
/**
 * The facilitator takes the chair (back).
 */
export interface TakeChair {
  type: "take_chair";
}
/**
 * Give the chair to somebody who is here.
 */
export interface HandOverChair {
  type: "hand_over_chair";
  to: string;
}
/**
 * I'll keep time (when the chair's line has dropped).
 */
export interface OfferToKeepTime {
  type: "offer_to_keep_time";
}
/**
 * Not just now, to somebody's offer to keep time.
 */
export interface ObjectToOffer {
  type: "object_to_offer";
  offer: string;
}
/**
 * Time has run out in the review: end as planned, ten or fifteen minutes more, or each on a page of their own.
 */
export interface ChooseReview {
  type: "choose_review";
  ends_at: number;
  choice: ReviewChoice;
  minutes?: 10 | 15;
}
/**
 * Close the session as planned.
 */
export interface CloseSession {
  type: "close_session";
}
/**
 * End at once: a fire alarm, a crisis.
 */
export interface EndNow {
  type: "end_now";
}
/**
 * Give back to this step the time an outage took.
 */
export interface GiveBackTime {
  type: "give_back_time";
  step: string;
}
/**
 * Everything stops for everyone; no limit, no mark.
 */
export interface PauseTogether {
  type: "pause_together";
}
/**
 * What would help? Asked of the holder alone (of the chair, when nobody holds).
 */
export interface AnswerPause {
  type: "answer_pause";
  pause: string;
  answer: PauseAnswer;
}
/**
 * That's me; on to the next.
 */
export interface EndTurn {
  type: "end_turn";
  turn: number;
}
/**
 * Later: a full answer.
 */
export interface PassTurn {
  type: "pass_turn";
  turn: number;
}
/**
 * What came of an action from last time, and what I learned from it.
 */
export interface ReportAction {
  type: "report_action";
  action: string;
  status: ActionStatus;
  learned?: string;
}
/**
 * Ask for time, or say "if there's room" or "nothing today". A new bid takes the old one's place.
 */
export interface PlaceBid {
  type: "place_bid";
  kind: BidKind;
  headline?: string;
  minutes?: number | null;
  urgency?: (1 | 2 | 3) | null;
  importance?: (1 | 2 | 3) | null;
  show?: boolean;
}
/**
 * Show my bid to the set, or keep it to myself again.
 */
export interface ShowBid {
  type: "show_bid";
  bid: string;
  show?: boolean;
}
/**
 * Take my bid back.
 */
export interface WithdrawBid {
  type: "withdraw_bid";
  bid: string;
}
/**
 * Put a way to share out the time to the set.
 */
export interface ProposeAgenda {
  type: "propose_agenda";
  sharing: Sharing;
  /**
   * @maxItems 32
   */
  rounds: Share[];
}
/**
 * One round of an agenda: whose it is and how long it may take.
 */
export interface Share {
  holder: string;
  minutes: number;
}
/**
 * I'm content with this agenda.
 */
export interface SayContent {
  type: "say_content";
  agenda: string;
}
/**
 * Not content; can we talk?
 */
export interface SayNotContent {
  type: "say_not_content";
  agenda: string;
}
/**
 * The set is content (or goes on without it, which is not reported).
 */
export interface AgreeAgenda {
  type: "agree_agenda";
  agenda: string;
}
/**
 * The rounds still to come, in another order or of other lengths: freed minutes go back to the set.
 */
export interface ReplanRounds {
  type: "replan_rounds";
  /**
   * @maxItems 32
   */
  instead_of: Share[];
  /**
   * @maxItems 32
   */
  rounds: Share[];
}
/**
 * Hand up. In airspace it is kept, and shown to nobody but the desk.
 */
export interface RaiseHand {
  type: "raise_hand";
  to?: string | null;
}
/**
 * Take my hand down.
 */
export interface LowerHand {
  type: "lower_hand";
  hand: string;
}
/**
 * Give the floor to this hand, beside the holder.
 */
export interface TakeHand {
  type: "take_hand";
  hand: string;
}
/**
 * This question is answered; the first hand in the queue is next.
 */
export interface NextQuestion {
  type: "next_question";
  after: string | null;
}
/**
 * One follow-up, in my turn.
 */
export interface AskFollowUp {
  type: "ask_follow_up";
  hand: string;
}
/**
 * The holder wants to think: the queue is held, unseen, until the holder asks for the next question.
 */
export interface LetMeThink {
  type: "let_me_think";
  step: string;
  think?: boolean;
}
/**
 * A go-round: each member may ask, one after the other, before any hand.
 */
export interface BeginGoRound {
  type: "begin_go_round";
  step: string;
}
/**
 * Back to hands.
 */
export interface EndGoRound {
  type: "end_go_round";
  step: string;
}
/**
 * Invite somebody to ask; they alone see it.
 */
export interface InvitePerson {
  type: "invite_person";
  person: string;
}
/**
 * Yes, I have a question; or not just now.
 */
export interface AnswerInvite {
  type: "answer_invite";
  invite: string;
  yes: boolean;
}
/**
 * Open the floor of this step: everybody is heard until it is closed.
 */
export interface OpenFloor {
  type: "open_floor";
  step: string;
}
/**
 * Back to one question at a time.
 */
export interface CloseFloor {
  type: "close_floor";
  step: string;
}
/**
 * The holder asks somebody to note spoken questions for them; None: nobody any more.
 */
export interface ChooseNoter {
  type: "choose_noter";
  person: string | null;
}
/**
 * A spoken question in writing, for the holder to keep; without its asker's name.
 */
export interface NoteQuestion {
  type: "note_question";
  words: string;
}
/**
 * Write a question down, for me alone until I ask it.
 */
export interface PrepareQuestion {
  type: "prepare_question";
  words: string;
  /**
   * The kinds of question.
   */
  kind?: "clarifying" | "exploring" | "challenging" | "reflecting";
}
/**
 * Reword a question I'm preparing.
 */
export interface ChangeQuestion {
  type: "change_question";
  question: string;
  words: string;
  kind: QuestionKind;
}
/**
 * Throw a prepared question away.
 */
export interface DropQuestion {
  type: "drop_question";
  question: string;
}
/**
 * Ask a prepared question: as the words of my turn when I have the floor, otherwise in writing.
 */
export interface AskQuestion {
  type: "ask_question";
  question: string;
}
/**
 * Keep this question (or no longer), by the holder, without speaking.
 */
export interface KeepQuestion {
  type: "keep_question";
  question: string;
  keep?: boolean;
}
/**
 * The holder asks for suggestions: the offers step opens.
 */
export interface AskForOffers {
  type: "ask_for_offers";
  step: string;
}
/**
 * That's enough suggestions, thank you.
 */
export interface CloseOffers {
  type: "close_offers";
  step: string;
}
/**
 * A suggestion in writing, while the holder wants them.
 */
export interface MakeOffer {
  type: "make_offer";
  words: string;
}
/**
 * The holder says the issue in other words.
 */
export interface RewordHeadline {
  type: "reword_headline";
  headline: string;
}
/**
 * The holder chooses whether to see the time.
 */
export interface HideTime {
  type: "hide_time";
  hide: boolean;
}
/**
 * What I'll do, and by when (empty: by the next session).
 */
export interface TakeAction {
  type: "take_action";
  what: string;
  by_when?: string;
}
/**
 * Reword an action of mine.
 */
export interface ChangeAction {
  type: "change_action";
  action: string;
  what: string;
  by_when?: string;
}
/**
 * Not this action after all.
 */
export interface DropAction {
  type: "drop_action";
  action: string;
}
/**
 * Say something in writing, with the floor. Gone when the session closes.
 */
export interface SayLine {
  type: "say_line";
  words: string;
}
/**
 * How we worked, item by item; any may be left blank.
 */
export interface RateReview {
  type: "rate_review";
  ratings: {
    [k: string]: number;
  };
}
/**
 * What I learned today; mine alone unless I share it.
 */
export interface WriteLearning {
  type: "write_learning";
  words: string;
}
/**
 * Share what I learned with the set (or take it back).
 */
export interface ShareLearning {
  type: "share_learning";
  share?: boolean;
}
/**
 * I've finished writing (seen by nobody but the desk, as a number).
 */
export interface FinishWriting {
  type: "finish_writing";
  done?: boolean;
}
/**
 * Enter something for somebody who has no screen, at their spoken word.
 */
export interface EnterFor {
  type: "enter_for";
  person: string;
  entry:
    | SayReady
    | Reaffirm
    | RaiseContract
    | LeaveEarly
    | ReportAction
    | PlaceBid
    | SayContent
    | SayNotContent
    | SayOfContract
    | RaiseHand
    | LowerHand
    | TakeAction
    | SayOverheard
    | AnswerInvite
    | LetMeThink
    | AskForOffers
    | RewordHeadline
    | ChooseNoter;
}
/**
 * That's what I said.
 */
export interface ConfirmEntry {
  type: "confirm_entry";
  entry: string;
}
/**
 * That's not what I said: what was entered for me is struck out.
 */
export interface StrikeOut {
  type: "strike_out";
  entry: string;
}
/**
 * The answer to a beat: the newest version received, and when (on the browser's clock) this was sent.
 */
export interface BeatAnswer {
  type: "beat";
  version: number;
  sent: number;
}
/**
 * Something that is passed on and never kept. Answered by `done` or `refused`.
 */
export interface SendSignal {
  type: "signal";
  id: string;
  kind: "cannot_hear" | "word_to_chair" | "word_to_member" | "nudge" | "nudge_member" | "caption";
  to?: string | null;
  words?: string;
  rule?: ("interruption" | "own_story" | "advice" | "air_time") | null;
}
/**
 * Be part of the room's voice, or say that something of mine has changed; saying the same again changes nothing.
 *
 * Another fingerprint takes this seat over from the line that joined before.
 */
export interface JoinVoice {
  type: "join_voice";
  fingerprint: string;
  microphone: boolean;
  camera: boolean;
  large: boolean;
}
/**
 * Be part of it no longer; the room goes on in text.
 */
export interface LeaveVoice {
  type: "leave_voice";
}
/**
 * Something for one other browser alone. It is passed on when its shape is right, or refused with `voice_shape`.
 */
export interface ToPeer {
  type: "to_peer";
  to: string;
  fingerprint: string;
  description: PeerDescription | null;
  /**
   * @maxItems 64
   */
  candidates: PeerCandidate[];
}
/**
 * An offer or an answer: what a browser would send and take, and how it is reached.
 */
export interface PeerDescription {
  type: "offer" | "answer";
  sdp: string;
}
/**
 * One way in which a browser may be reached; an empty one says that there are no more.
 */
export interface PeerCandidate {
  candidate: string;
  mid: string | null;
  line: number | null;
}
/**
 * Whom this browser truly plays at this moment: said when it changes, and after each joining.
 */
export interface Hearing {
  type: "hearing";
  /**
   * @maxItems 12
   */
  people: string[];
}
/**
 * The answer to hello.
 */
export interface Welcome {
  type: "welcome";
  protocol: number;
  now: number;
  me: string;
  session: WelcomeSession;
}
/**
 * Which session this line is in.
 */
export interface WelcomeSession {
  id: string;
  set: string;
  number: number;
  of: number | null;
  next_at: number | null;
  practice: boolean;
  speed: number;
}
/**
 * What changed, each section whole, to be put in place of the old one. The first has all sections.
 */
export interface ShowView {
  type: "view";
  version: number;
  now: number;
  sections: Sections;
}
/**
 * Some of the sections of a view, each whole.
 */
export interface Sections {
  step?: StepSection;
  floor?: FloorSection;
  clock?: ClockSection;
  agenda?: AgendaSection;
  people?: PeopleSection;
  hands?: HandsSection;
  bids?: BidsSection;
  questions?: QuestionsSection;
  actions?: ActionsSection;
  review?: ReviewSection;
  contract?: ContractSection;
  voice?: VoiceSection;
  mine?: MineSection;
  desk?: DeskSection | null;
}
/**
 * Where we are.
 */
export interface StepSection {
  status: Status;
  number: number;
  starts_at: number;
  id: string;
  name: string;
  says: string;
  stage: string;
  stage_kind: StageKind;
  floor: Floor;
  holder: string | null;
  issue: string;
  round: number | null;
  rounds: number;
  paused: string | null;
  set_let_in: boolean;
  short_break: boolean;
  word: string | null;
  word_from: string | null;
  asks: QuestionKind | null;
  anybody: boolean;
  thinking: boolean;
  floor_open: boolean;
  cannot_hear: boolean;
  open_to_all: boolean;
}
/**
 * Who may be heard, and what they have written.
 */
export interface FloorSection {
  heard: string[];
  lit: string | null;
  asker: string | null;
  asking: string | null;
  asked: string | null;
  follow_up: boolean;
  question: string;
  question_id: string | null;
  lines: Line[];
}
/**
 * Something said in writing.
 */
export interface Line {
  id: string;
  person: string;
  words: string;
}
/**
 * The time of this step (or of this turn). Either `due_at` (running) or `left` (standing still) is set.
 */
export interface ClockSection {
  running: boolean;
  due_at: number | null;
  left: number | null;
  length: number;
  of: string | null;
  turn: boolean;
  counting: boolean;
  finish_at: number | null;
  rest: number;
  step_due_at: number | null;
  step_left: number | null;
  spare: number;
  ends_at: number;
}
/**
 * The plan of the session, like a printed order of service.
 */
export interface AgendaSection {
  stages: StageLine[];
  minutes_for_rounds: number;
  proposal: Proposal | null;
  agreed: boolean;
}
/**
 * A stage in the plan.
 */
export interface StageLine {
  id: string;
  name: string;
  kind: StageKind;
  holder: string | null;
  at: number;
  length: number;
  state: string;
  steps: StepLine[];
}
/**
 * A step of a round, in the plan.
 */
export interface StepLine {
  id: string;
  name: string;
  at: number;
  length: number;
  state: string;
  on_request: boolean;
}
/**
 * A way to share out the time, as put to the set.
 */
export interface Proposal {
  agenda: string;
  sharing: Sharing;
  rounds: ShareLine[];
  left_out: string[];
  finish_at: number;
  not_content: string[];
}
/**
 * One round of a proposal.
 */
export interface ShareLine {
  holder: string;
  minutes: number;
  steps: StepLength[];
}
/**
 * A step with its minutes, in a proposal.
 */
export interface StepLength {
  name: string;
  minutes: number;
}
/**
 * Who is at the table, in the order of seats.
 */
export interface PeopleSection {
  people: PersonLine[];
  chair: string | null;
  chair_away: boolean;
  offer: ChairOffer | null;
  contract_raised_by: string[];
  self_run: boolean;
}
/**
 * A seat at the table.
 */
export interface PersonLine {
  id: string;
  name: string;
  site: string;
  kind: PersonKind;
  presence: Presence;
  turn: string;
  ready: boolean;
  beside: string | null;
  without_screen: boolean;
  at_device_of: string | null;
  overheard: boolean;
  objections: string[];
  hidden: boolean;
}
/**
 * Somebody says: I'll keep time.
 */
export interface ChairOffer {
  offer: string;
  person: string;
  effective_at: number;
}
/**
 * The queue, in strict order. In airspace it is empty: hands are kept and shown to nobody but the desk.
 */
export interface HandsSection {
  queue: HandLine[];
  go_round: string[];
  go_round_next: string | null;
}
/**
 * A raised hand.
 */
export interface HandLine {
  hand: string;
  person: string;
  to: string | null;
  entered_by: string | null;
}
/**
 * Who asks for time. Empty until the set asks.
 */
export interface BidsSection {
  bids: BidLine[];
}
/**
 * What somebody asks for.
 */
export interface BidLine {
  bid: string;
  person: string;
  kind: BidKind;
  headline: string;
  minutes: number | null;
  urgency: number | null;
  importance: number | null;
  carried: boolean;
  shown: boolean;
  entered_by: string | null;
}
/**
 * What was put to the holder in this round, in writing.
 */
export interface QuestionsSection {
  questions: QuestionLine[];
  offers: OfferLine[];
  offers_asked: boolean;
  noter: string | null;
}
/**
 * A question put to the holder; who asked is not noted.
 */
export interface QuestionLine {
  question: string;
  words: string;
  kind: QuestionKind;
}
/**
 * A suggestion in writing.
 */
export interface OfferLine {
  offer: string;
  words: string;
}
/**
 * Actions, which the set shares.
 */
export interface ActionsSection {
  reports: ReportLine[];
  taken: ActionLine[];
}
/**
 * An action from last time, and what came of it.
 */
export interface ReportLine {
  action: string;
  owner: string;
  what: string;
  by_when: string;
  status: ActionStatus | null;
  learned: string;
  entered_by: string | null;
}
/**
 * Something somebody will do.
 */
export interface ActionLine {
  action: string;
  owner: string;
  what: string;
  by_when: string;
  entered_by: string | null;
}
/**
 * The process review, as the set sees it.
 */
export interface ReviewSection {
  items: ItemLine[];
  shown: boolean;
  learnings: SharedLearning[];
}
/**
 * One thing the set looks back on. `counts` are how many gave 1, 2 … 5; empty until the writing closes.
 */
export interface ItemLine {
  id: string;
  name: string;
  counts: number[];
}
/**
 * What somebody chose to share.
 */
export interface SharedLearning {
  person: string;
  words: string;
}
/**
 * What the set has agreed.
 */
export interface ContractSection {
  version: number;
  text: string;
  limits: string;
  support_line: string;
  stand_in: string | null;
  modelling: boolean;
  challenge: boolean;
  cameras: Cameras;
  nudges: boolean;
  proposal: ContractProposed | null;
}
/**
 * A new wording, as put to the set.
 */
export interface ContractProposed {
  proposal: string;
  text: string;
  limits: string;
  support_line: string;
  stand_in: string | null;
  modelling: boolean;
  challenge: boolean;
  cameras: Cameras;
  nudges: boolean;
  not_content: string[];
  still_to_say: string[];
}
/**
 * Where the set meets, and what its room has to carry.
 */
export interface VoiceSection {
  where: Where;
  link: string;
  cameras: Cameras;
  expected: number;
  most: number;
}
/**
 * What is one person's own.
 */
export interface MineSection {
  id: string;
  roles: string[];
  may: string[];
  heard: boolean;
  ask: Ask;
  turn: number | null;
  next_step: string | null;
  next_step_name: string;
  next_step_length: number;
  offers_step: string | null;
  hand: string | null;
  hand_place: number | null;
  asking_since: number | null;
  invite: string | null;
  entered: EnteredLine[];
  entered_until: number | null;
  contract_content: boolean | null;
  beside: string | null;
  beside_me: string[];
  may_enter_beside: {
    [k: string]: string[];
  };
  overheard: boolean;
  review_until: number | null;
  bid: BidLine | null;
  not_begun: string;
  content: boolean | null;
  prepared: PreparedLine[];
  asked: AskedLine[];
  suggested: OfferLine[];
  open_actions: ReportLine[];
  actions: ActionLine[];
  ratings: {
    [k: string]: number;
  };
  learning: string;
  learning_shared: boolean;
  writing_finished: boolean;
  ready: boolean;
  reaffirmed: boolean;
  leave_early_at: number | null;
  time_hidden: boolean;
  stepped_out: boolean;
}
/**
 * What is asked of me now: a sentence of the catalogue (`ask.<key>`) and the people it names.
 */
export interface Ask {
  key: string;
  names?: {
    [k: string]: string;
  };
}
/**
 * Something the chair entered for me.
 */
export interface EnteredLine {
  entry: string;
  kind: string;
  by: string;
  about: string;
  confirmed: boolean;
}
/**
 * A question I'm preparing.
 */
export interface PreparedLine {
  question: string;
  words: string;
  kind: QuestionKind;
}
/**
 * A question I was asked, mine to keep.
 */
export interface AskedLine {
  question: string;
  words: string;
  kept: boolean;
}
/**
 * The facilitator's desk; None for everybody else.
 */
export interface DeskSection {
  driving: boolean;
  what_now: Ask;
  hands: HandLine[];
  people: DeskPerson[];
  may_chair: string[];
  no_line: string[];
  next: NextStep[];
  finished_writing: number;
  writers: number;
  stopped: string[];
  lost: number;
  turn: number | null;
  turn_of: string | null;
  proposals: Plan[];
  bare_finish_at: number | null;
  rest_between: number;
  bids_in: number;
  leaving: string[];
  gone: string[];
  freed: number;
  rounds_ahead: ShareLine[];
  minutes_ahead: number;
}
/**
 * A person, as the desk sees them.
 */
export interface DeskPerson {
  person: string;
  presence: Presence;
  without_screen: boolean;
  at_device_of: string | null;
  airspace: number;
  leave_early_at: number | null;
  has_asked: boolean;
  invite: string | null;
  reaffirmed: boolean;
  may_enter: string[];
  entered: EnteredLine[];
}
/**
 * What could be opened next.
 */
export interface NextStep {
  id: string;
  name: string;
  length: number;
  stage: string;
  holder: string | null;
}
/**
 * A way to share out the time, before it is put to the set.
 */
export interface Plan {
  sharing: Sharing;
  rounds: ShareLine[];
  left_out: string[];
  leaving: string[];
  minutes: number;
  finish_at: number;
}
/**
 * It was done, and durably stored.
 */
export interface DoneMessage {
  type: "done";
  id: string;
}
/**
 * It was not done. The sentence is for people, the code for programs.
 */
export interface RefusedMessage {
  type: "refused";
  id: string;
  code: string;
  sentence: string;
}
/**
 * The server is there; a line that has not answered for fifteen seconds is taken to be dead.
 */
export interface Beat {
  type: "beat";
  now: number;
}
/**
 * The answer to the answer: from it a browser knows how far its own clock is off.
 */
export interface TimeMessage {
  type: "time";
  sent: number;
  now: number;
}
/**
 * Somebody's signal. A `caption` takes the place of the one before it, and is kept nowhere.
 */
export interface Signal {
  type: "signal";
  id: string;
  kind: "cannot_hear" | "word_to_chair" | "word_to_member" | "nudge" | "nudge_member" | "caption";
  from: string;
  words: string;
  rule: ("interruption" | "own_story" | "advice" | "air_time") | null;
}
/**
 * Something on this line could not be read; nobody else noticed.
 */
export interface Problem {
  type: "problem";
  code: string;
  sentence: string;
  next_at?: number | null;
}
/**
 * The floor, and who has joined: sent on joining, and before the view of the same change.
 *
 * Until the first one comes nobody is heard; one with an older epoch is ignored; while the line is broken the newest
 * one holds. Somebody who stands in `table` and not yet in `peers` may come back to it, and is not cut off meanwhile.
 */
export interface VoiceMessage {
  type: "voice";
  epoch: number;
  table: string[];
  heard: string[];
  seen: string[];
  peers: {
    [k: string]: VoicePeer;
  };
}
/**
 * Somebody who has joined the voice.
 */
export interface VoicePeer {
  fingerprint: string;
  microphone: boolean;
  camera: boolean;
  large: boolean;
}
/**
 * The ways to each other that this server knows of, with credentials for a while.
 */
export interface VoiceIce {
  type: "voice_ice";
  servers: IceServer[];
  until: number;
}
/**
 * Where a browser learns its own address, or is relayed when it cannot be reached.
 */
export interface IceServer {
  urls: string[];
  username?: string;
  credential?: string;
}
/**
 * What another browser said to this one. Who it is from is the server's word, not theirs.
 */
export interface FromPeer {
  type: "from_peer";
  from: string;
  fingerprint: string;
  description: PeerDescription | null;
  candidates: PeerCandidate[];
}
/**
 * Whose browsers say that they play mine.
 */
export interface HeardBy {
  type: "heard_by";
  people: string[];
}
/**
 * This seat's voice has moved to another of its tabs or devices.
 */
export interface VoiceElsewhere {
  type: "voice_elsewhere";
}
/**
 * Something about the voice was not done. The sentence is for people, the code for programs.
 */
export interface VoiceRefused {
  type: "voice_refused";
  code: "voice_shape" | "voice_closed" | "voice_full" | "voice_too_fast";
  sentence: string;
}
/**
 * All that one person is shown.
 */
export interface View {
  step: StepSection;
  floor: FloorSection;
  clock: ClockSection;
  agenda: AgendaSection;
  people: PeopleSection;
  hands: HandsSection;
  bids: BidsSection;
  questions: QuestionsSection;
  actions: ActionsSection;
  review: ReviewSection;
  contract: ContractSection;
  voice: VoiceSection;
  mine: MineSection;
  desk: DeskSection | null;
}
