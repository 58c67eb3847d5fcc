// Generated from src/warmline/web/frames by `./run fix`. Do not edit.

export const LONGEST_TEXT = 10000;
export const LARGEST_FRAME = 65536;

export interface Ack {
  readonly type: "ack";
  readonly id: string;
  readonly seq: number;
}

export interface Act {
  readonly type: "act";
  readonly id: string;
  readonly conversation: string;
  readonly action: "claim" | "resolve" | "return" | "cancel" | "pass" | "take_over" | "transfer" | "snooze" | "prioritise";
  readonly seen?: number;
  readonly team?: string;
  readonly to?: string;
  readonly note?: string;
  readonly stay?: boolean;
  readonly until?: number;
  readonly priority?: number;
}

export interface AnswerOffer {
  readonly type: "answer_offer";
  readonly id: string;
  readonly accepted: boolean;
  readonly text: string;
}

export interface Bye {
  readonly type: "bye";
  readonly reason: "restart" | "revoked" | "resume_needed" | "idle" | "protocol";
  readonly retry_after_ms: number;
}

export interface Choice {
  readonly id: string;
  readonly label: string;
}

export interface Cited {
  readonly title: string;
  readonly url: string;
  readonly quote: string;
}

export interface ClockView {
  readonly target: "first_reply" | "next_reply" | "resolution";
  readonly due_at: number;
  readonly warn_at: number;
  readonly left_ms: number;
  readonly late: boolean;
}

export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly online: boolean;
  readonly presence: "online" | "away" | "offline";
  readonly role: string;
  readonly teams: readonly (string)[];
  readonly skills: readonly (string)[];
  readonly capacity: number;
  readonly load: number;
}

export interface Counts {
  readonly type: "counts";
  readonly waiting: number;
  readonly mine: number;
  readonly assistant: number;
  readonly active: number;
}

export interface DeliveryFrame {
  readonly type: "delivery";
  readonly conversation: string;
  readonly seq: number;
  readonly delivery: DeliveryView;
}

export interface DeliveryView {
  readonly state: "sending" | "sent" | "delivered" | "read" | "failed";
  readonly why: string;
  readonly at: number;
  readonly can_retry: boolean;
}

export interface Draft {
  readonly type: "draft";
  readonly conversation: string;
  readonly answers: number;
  readonly epoch: number;
  readonly text: string;
}

export interface DrilledFrame {
  readonly type: "drilled";
  readonly conversation: string;
  readonly notice: string;
  readonly to: string;
  readonly way: string;
}

export interface ErrorFrame {
  readonly type: "error";
  readonly code: string;
  readonly detail: string;
}

export interface FileFrame {
  readonly type: "file";
  readonly conversation: string;
  readonly file: FileView;
}

export interface FileView {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly state: "waiting" | "ready" | "refused";
  readonly why: string;
  readonly url: string;
  readonly thumbnail_url: string;
}

export interface GoneFrame {
  readonly type: "gone";
  readonly conversation: string;
}

export interface HandoffView {
  readonly number: number;
  readonly status: "pending" | "acknowledged" | "resolved" | "cancelled";
  readonly team: string;
  readonly priority: number;
  readonly trigger: string;
  readonly reason: string;
  readonly requested_at: number;
  readonly deadline_at: number;
  readonly acknowledged_at: number;
  readonly first_reply_at: number;
  readonly ended_at: number;
  readonly fallback: string;
  readonly ticket: string;
}

export interface HiddenEntry {
  readonly kind: "hidden";
  readonly seq: number;
}

export interface Judge {
  readonly type: "judge";
  readonly id: string;
  readonly seq: number;
  readonly right: boolean;
}

export interface JudgeAnswer {
  readonly type: "judge";
  readonly id: string;
  readonly conversation: string;
  readonly seq: number;
  readonly right: boolean;
}

export interface JudgeHandoff {
  readonly type: "judge_handoff";
  readonly id: string;
  readonly conversation: string;
  readonly handoff: number;
  readonly needed: boolean;
}

export interface LeaveContact {
  readonly type: "leave_contact";
  readonly id: string;
  readonly email: string;
  readonly name?: string;
  readonly message?: string;
}

export interface Note {
  readonly type: "note";
  readonly id: string;
  readonly conversation: string;
  readonly text: string;
}

export interface NoticeFrame {
  readonly type: "notice";
  readonly conversation: string;
  readonly notice: string;
  readonly title: string;
  readonly seq: number;
}

export interface OfferedFrame {
  readonly type: "offered";
  readonly conversation: string;
  readonly until: number;
  readonly why: string;
  readonly cause: string;
}

export interface OperatorEvent {
  readonly kind: "event";
  readonly seq: number;
  readonly at: number;
  readonly event: "opened" | "assistant_missed" | "flow_moved" | "handoff_offered" | "offer_declined" | "handoff_requested" | "handoff_cancelled" | "fallback_ran" | "ticket_opened" | "attributes_noted" | "claimed" | "returned_to_assistant" | "resolved" | "reopened" | "answer_judged" | "assigned" | "assignment_ended" | "transferred" | "released" | "taken_over" | "priority_changed" | "clock_started" | "clock_paused" | "clock_stopped" | "due_soon" | "late" | "snoozed" | "woke" | "idle_warned" | "mail_continued" | "escalated" | "handoff_judged" | "message_edited" | "message_withdrawn" | "channel_joined";
  readonly by: string;
  readonly name: string;
  readonly why: WhyView | null;
  readonly also: readonly (WhyView)[];
  readonly cause: string;
  readonly fallback: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, string>>;
  readonly verified: boolean;
  readonly answer: number;
  readonly right: boolean;
  readonly ticket: string;
  readonly email: string;
  readonly contact_name: string;
  readonly message: string;
  readonly place: number;
  readonly wait_ms: number;
  readonly to: string;
  readonly to_name: string;
  readonly team: string;
  readonly note: string;
  readonly until: number;
  readonly priority: number;
  readonly target: string;
  readonly due_at: number;
  readonly met: boolean;
  readonly handoff: number;
  readonly needed: boolean;
  readonly said: number;
  readonly text: string;
  readonly channel: string;
  readonly masked: boolean;
}

export interface OperatorHello {
  readonly type: "hello";
  readonly csrf: string;
  readonly position?: number;
}

export interface OperatorMessage {
  readonly kind: "message";
  readonly seq: number;
  readonly at: number;
  readonly author: "visitor" | "assistant" | "operator" | "system";
  readonly operator: string;
  readonly name: string;
  readonly text: string;
  readonly draft: string;
  readonly answers: number;
  readonly signals: readonly (SignalView)[];
  readonly confidence: number | null;
  readonly signs: Readonly<Record<string, number>>;
  readonly abstained: boolean;
  readonly answer: boolean;
  readonly sources: readonly (Cited)[];
  readonly buttons: readonly (Choice)[];
  readonly form: string;
  readonly quoted: string;
  readonly via: string;
  readonly masked: boolean;
  readonly files: readonly (FileView)[];
  readonly delivery: DeliveryView | null;
  readonly edited: boolean;
  readonly withdrawn: boolean;
}

export interface OperatorNote {
  readonly kind: "note";
  readonly seq: number;
  readonly at: number;
  readonly operator: string;
  readonly name: string;
  readonly text: string;
  readonly draft: string;
  readonly masked: boolean;
}

export interface OperatorTyping {
  readonly type: "typing";
  readonly conversation: string;
  readonly on?: boolean;
}

export interface OperatorWelcome {
  readonly type: "welcome";
  readonly me: string;
  readonly position: number;
  readonly counts: Counts;
  readonly colleagues: readonly (Colleague)[];
  readonly now: number;
  readonly role: string;
  readonly viewing: readonly (ViewingFrame)[];
}

export interface PackageFrame {
  readonly type: "package";
  readonly conversation: string;
  readonly revision: number;
}

export interface Ping {
  readonly type: "ping";
  readonly id: string;
}

export interface PresenceFrame {
  readonly type: "presence";
  readonly colleagues: readonly (Colleague)[];
}

export interface RefusedFrame {
  readonly type: "refused";
  readonly id: string;
  readonly code: string;
  readonly detail: string;
  readonly by: string;
  readonly seq: number;
  readonly retry_after_ms: number;
}

export interface Reply {
  readonly type: "reply";
  readonly id: string;
  readonly conversation: string;
  readonly text: string;
  readonly alongside?: boolean;
  readonly seen?: number;
  readonly files?: readonly (string)[];
}

export interface RequestPerson {
  readonly type: "request_person";
  readonly id: string;
  readonly text: string;
  readonly page?: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

export interface ResyncFrame {
  readonly type: "resync";
  readonly position: number;
}

export interface Row {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly channel: string;
  readonly channel_name: string;
  readonly window_until: number;
  readonly window_template: string;
  readonly window_carries: number;
  readonly contact: string;
  readonly assistant: string;
  readonly language: string;
  readonly page: string;
  readonly status: "open" | "waiting" | "active" | "resolved";
  readonly floor: "assistant" | "human";
  readonly epoch: number;
  readonly operator: string;
  readonly operator_name: string;
  readonly handoff: HandoffView | null;
  readonly seq: number;
  readonly updated_at: number;
  readonly preview: string;
  readonly preview_author: "" | "visitor" | "assistant" | "operator" | "system";
  readonly visitor_messages: number;
  readonly owed: boolean;
  readonly mood: number | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly verified: readonly (string)[];
  readonly team: string;
  readonly skills: readonly (string)[];
  readonly assigned: string;
  readonly assigned_name: string;
  readonly assigned_until: number;
  readonly snoozed_until: number;
  readonly clocks: readonly (ClockView)[];
  readonly due_at: number;
  readonly drill: boolean;
}

export interface Say {
  readonly type: "say";
  readonly id: string;
  readonly text: string;
  readonly page?: string;
  readonly choice?: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly files?: readonly (string)[];
}

export interface See {
  readonly type: "see";
  readonly conversation: string;
  readonly seen: number;
}

export interface SeenFrame {
  readonly type: "seen";
  readonly conversation: string;
  readonly seen: number;
}

export interface SeenRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly channel: string;
  readonly channel_name: string;
  readonly window_until: number;
  readonly window_template: string;
  readonly window_carries: number;
  readonly contact: string;
  readonly assistant: string;
  readonly language: string;
  readonly page: string;
  readonly status: "open" | "waiting" | "active" | "resolved";
  readonly floor: "assistant" | "human";
  readonly epoch: number;
  readonly operator: string;
  readonly operator_name: string;
  readonly handoff: HandoffView | null;
  readonly seq: number;
  readonly updated_at: number;
  readonly preview: string;
  readonly preview_author: "" | "visitor" | "assistant" | "operator" | "system";
  readonly visitor_messages: number;
  readonly owed: boolean;
  readonly mood: number | null;
  readonly attributes: Readonly<Record<string, string>>;
  readonly verified: readonly (string)[];
  readonly team: string;
  readonly skills: readonly (string)[];
  readonly assigned: string;
  readonly assigned_name: string;
  readonly assigned_until: number;
  readonly snoozed_until: number;
  readonly clocks: readonly (ClockView)[];
  readonly due_at: number;
  readonly drill: boolean;
  readonly seen: number;
}

export interface SetPresence {
  readonly type: "presence";
  readonly id: string;
  readonly choice: "available" | "away";
}

export interface SignalView {
  readonly name: string;
  readonly score: number;
  readonly words: string;
  readonly value: string;
}

export interface ThreadFrame {
  readonly type: "thread";
  readonly conversation: string;
  readonly row: SeenRow;
  readonly entries: readonly (OperatorMessage | OperatorNote | OperatorEvent)[];
  readonly first: number;
  readonly deliveries: Readonly<Record<string, DeliveryView>>;
}

export interface TypingFrame {
  readonly type: "typing";
  readonly conversation: string;
  readonly who: "visitor" | "operator";
  readonly name: string;
  readonly on: boolean;
}

export interface Unwatch {
  readonly type: "unwatch";
  readonly conversation: string;
}

export interface Update {
  readonly type: "update";
  readonly position: number;
  readonly row: Row;
  readonly entries: readonly (OperatorMessage | OperatorNote | OperatorEvent)[];
}

export interface View {
  readonly type: "view";
  readonly conversation?: string;
  readonly replying?: boolean;
}

export interface Viewer {
  readonly id: string;
  readonly name: string;
  readonly replying: boolean;
}

export interface ViewingFrame {
  readonly type: "viewing";
  readonly conversation: string;
  readonly viewers: readonly (Viewer)[];
}

export interface VisitorEntries {
  readonly type: "entries";
  readonly conversation: string;
  readonly entries: readonly (VisitorMessage | VisitorEvent | HiddenEntry)[];
  readonly state: VisitorState;
}

export interface VisitorEvent {
  readonly kind: "event";
  readonly seq: number;
  readonly at: number;
  readonly event: "handoff_requested" | "handoff_cancelled" | "fallback_ran" | "ticket_opened" | "claimed" | "returned_to_assistant" | "resolved" | "reopened" | "answer_judged" | "message_edited" | "message_withdrawn" | "channel_joined";
  readonly name: string;
  readonly said: number;
  readonly text: string;
  readonly ticket: string;
  readonly answer: number;
  readonly right: boolean;
  readonly place: number;
  readonly low_ms: number;
  readonly high_ms: number;
}

export interface VisitorHandoff {
  readonly status: "pending" | "acknowledged" | "resolved" | "cancelled";
  readonly fallback: string;
  readonly ticket: string;
  readonly place: number;
  readonly low_ms: number;
  readonly high_ms: number;
}

export interface VisitorHello {
  readonly type: "hello";
  readonly token: string;
  readonly after?: number;
  readonly language?: string;
}

export interface VisitorLine {
  readonly type: "line";
  readonly conversation: string;
  readonly place: number;
  readonly low_ms: number;
  readonly high_ms: number;
}

export interface VisitorMessage {
  readonly kind: "message";
  readonly seq: number;
  readonly at: number;
  readonly author: "visitor" | "assistant" | "operator" | "system";
  readonly name: string;
  readonly text: string;
  readonly draft: string;
  readonly sources: readonly (Cited)[];
  readonly buttons: readonly (Choice)[];
  readonly form: "" | "contact";
  readonly answer: boolean;
  readonly files: readonly (FileView)[];
  readonly edited: boolean;
  readonly withdrawn: boolean;
}

export interface VisitorState {
  readonly status: "open" | "waiting" | "active" | "resolved";
  readonly floor: "assistant" | "human";
  readonly epoch: number;
  readonly speaker: string;
  readonly handoff: VisitorHandoff | null;
  readonly owed: boolean;
}

export interface VisitorTyping {
  readonly type: "typing";
  readonly on?: boolean;
}

export interface VisitorWelcome {
  readonly type: "welcome";
  readonly conversation: string;
  readonly state: VisitorState;
  readonly newest: number;
}

export interface Watch {
  readonly type: "watch";
  readonly conversation: string;
  readonly after?: number;
}

export interface WhyView {
  readonly rule: string;
  readonly trigger: string;
  readonly reason: string;
  readonly words: string;
  readonly score: number;
  readonly threshold: number;
  readonly signal: string;
}

export interface Withdraw {
  readonly type: "withdraw";
  readonly id: string;
}

export type VisitorServerFrame = VisitorWelcome | VisitorEntries | VisitorLine | Ack | RefusedFrame | ErrorFrame | Draft | TypingFrame | FileFrame | Bye;

export type VisitorClientFrame = VisitorHello | Say | RequestPerson | AnswerOffer | Withdraw | LeaveContact | Judge | VisitorTyping | Ping;

export type OperatorServerFrame = OperatorWelcome | Update | ThreadFrame | ResyncFrame | Counts | SeenFrame | PresenceFrame | PackageFrame | ViewingFrame | OfferedFrame | GoneFrame | DrilledFrame | NoticeFrame | Ack | RefusedFrame | ErrorFrame | Draft | TypingFrame | DeliveryFrame | FileFrame | Bye;

export type OperatorClientFrame = OperatorHello | Watch | Unwatch | Reply | Note | Act | JudgeAnswer | JudgeHandoff | View | SetPresence | OperatorTyping | See | Ping;

export type VisitorEntry = VisitorMessage | VisitorEvent | HiddenEntry;

export type OperatorEntry = OperatorMessage | OperatorNote | OperatorEvent;
