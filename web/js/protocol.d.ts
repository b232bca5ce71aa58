/**
 * What a browser may send.
 */
export type FromBrowser = Hello | Give | BeatAnswer | SendSignal;
/**
 * What people may ask of a session.
 */
export type Given =
  | SayReady
  | Reaffirm
  | RaiseContract
  | LeaveEarly
  | StepOut
  | ComeBack
  | Leave
  | RemovePerson
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
  | CloseSession
  | EndNow
  | GiveBackTime
  | PauseTogether
  | AnswerPause
  | EndTurn
  | PassTurn
  | ReportAction
  | PlaceBid
  | WithdrawBid
  | ProposeAgenda
  | SayContent
  | SayNotContent
  | AgreeAgenda
  | RaiseHand
  | LowerHand
  | TakeHand
  | NextQuestion
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
  | FinishWriting;
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
export type Sharing = "equal" | "as_asked" | "own";
/**
 * The kinds of question.
 */
export type QuestionKind = "clarifying" | "exploring" | "challenging" | "reflecting";
/**
 * What a server sends.
 */
export type FromServer = Welcome | ShowView | DoneMessage | RefusedMessage | Beat | TimeMessage | Signal | Problem;
/**
 * What has become of a session.
 */
export type Status = "planned" | "open" | "closed" | "cancelled";
/**
 * The stages of a session, in the customer's order.
 */
export type StageKind = "lobby" | "check_in" | "asking" | "round" | "rest" | "review" | "close";
/**
 * Who may be heard while a step is open.
 */
export type Floor = "nobody" | "turns" | "holder" | "asker_and_holder" | "others" | "guest" | "everybody";
/**
 * What somebody is in the set, for the whole session.
 */
export type PersonKind = "member" | "facilitator";
/**
 * Where somebody is now; the words for people are in the catalogue ('Not with us', 'Back soon').
 */
export type Presence = "expected" | "here" | "away" | "out" | "left" | "removed";

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
 * Hand up. In airspace it is kept, and shown to nobody but the desk.
 */
export interface RaiseHand {
  type: "raise_hand";
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
  kind: "cannot_hear" | "word_to_chair" | "word_to_member";
  to?: string | null;
  words?: string;
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
}
/**
 * A raised hand.
 */
export interface HandLine {
  hand: string;
  person: string;
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
  carried: boolean;
}
/**
 * What was put to the holder in this round, in writing.
 */
export interface QuestionsSection {
  questions: QuestionLine[];
  offers: OfferLine[];
  offers_asked: boolean;
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
}
/**
 * Something somebody will do.
 */
export interface ActionLine {
  action: string;
  owner: string;
  what: string;
  by_when: string;
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
  bid: BidLine | null;
  content: boolean | null;
  prepared: PreparedLine[];
  asked: AskedLine[];
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
  next: NextStep[];
  finished_writing: number;
  writers: number;
  stopped: string[];
  lost: number;
  turn: number | null;
  turn_of: string | null;
}
/**
 * A person, as the desk sees them.
 */
export interface DeskPerson {
  person: string;
  presence: Presence;
  airspace: number;
  leave_early_at: number | null;
  has_asked: boolean;
  reaffirmed: boolean;
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
 * Somebody's signal.
 */
export interface Signal {
  type: "signal";
  id: string;
  kind: "cannot_hear" | "word_to_chair" | "word_to_member";
  from: string;
  words: string;
}
/**
 * Something on this line could not be read; nobody else noticed.
 */
export interface Problem {
  type: "problem";
  code: string;
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
  mine: MineSection;
  desk: DeskSection | null;
}
