/** What happened, in words: one sentence for each event that is shown. Pure. */

import type { OperatorEvent } from "../../protocol/frames";
import { targetWords } from "../inbox/due";
import type { Entry } from "../live/state";
import { clock } from "../time/format";
import { channel, fallback, priorityWord } from "../ui/labels";
import { ELSEWHERE } from "./deeds";
import { untilWords } from "./snoozing";

/** Names of visitor and teams, as the sentences need them. */
export interface Words {
  readonly visitor: string;
  readonly team: (id: string) => string;
}

type EventName = OperatorEvent["event"];
type Say = (event: OperatorEvent, words: Words) => string;

const who = ({ name, by }: OperatorEvent, { visitor }: Words): string =>
  name || (by ? "A colleague" : visitor);
const whom = ({ to_name }: OperatorEvent): string => to_name || "A colleague";

const FLOW_ENDS: Readonly<Record<string, string>> = {
  "": "asks on",
  answered: "ended with an answer",
  unanswered: "ended without an answer",
  left: "was left by the visitor",
  handoff: "asks for a person",
};

const collected = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .filter(([, value]) => value)
    .map(([field, value]) => `${field}: ${value}`)
    .join(", ");

/** "The flow order-status asks on (order: L-4127)". */
function flowSentence({ name, cause, fields }: OperatorEvent): string {
  const known = collected(fields);
  return `The flow ${name} ${FLOW_ENDS[cause] ?? "went on"}${known && ` (${known})`}`;
}

const ENDED: Readonly<Record<string, string>> = {
  expired: "did not take it in time",
  passed: "passed",
  gone: "was gone before taking it",
};

const WOKE: Readonly<Record<string, string>> = {
  time: "The snooze is over",
  operator: "Taken up again",
  moved: "The snooze ended: somebody else has it now",
};

const OFFERED: Readonly<Record<string, string>> = {
  form: "a form to leave a message",
  email: "an answer by mail",
  broader: "the assistant's best guess",
};

const WAYS: Readonly<Record<string, string>> = {
  console: "in the console",
  push: "by push",
  email: "by mail",
  sms: "by text message",
  webhook: "by webhook",
  chat: "in the messenger",
};

function ran({ cause, fallback: offered, until }: OperatorEvent): string {
  const what = OFFERED[offered] ? `, ${OFFERED[offered]} was offered` : "";
  const open = until ? `, open again at ${untilWords(until, Date.now()).slice(6)}` : "";
  return `No person came: ${fallback(cause)}${what}${open}`;
}

function escalated({ to_name, cause }: OperatorEvent): string {
  const way = WAYS[cause] ? ` ${WAYS[cause]}` : "";
  return to_name
    ? `Nobody had taken it up: ${to_name} told${way}`
    : `Nobody had taken it up: a reminder went out${way}`;
}

function released(event: OperatorEvent, { team }: Words): string {
  const where = event.team ? ` for ${team(event.team)}` : "";
  return `${whom(event)} is no longer there: it waits${where} again, with its place kept`;
}

/** Null: said elsewhere on the screen, or of no use to a reader. */
const SENTENCES: Readonly<Record<EventName, Say | null>> = {
  opened: (_, { visitor }) => `${visitor} opened the conversation`,
  assistant_missed: ({ cause }) =>
    cause ? `The assistant did not answer: ${cause}` : "The assistant did not answer",
  flow_moved: flowSentence,
  handoff_offered: () => "The assistant offered a person",
  offer_declined: (_, { visitor }) => `${visitor} stayed with the assistant`,
  handoff_requested: () => "Handed to a person",
  handoff_cancelled: (event, words) => `${who(event, words)} cancelled the handoff`,
  fallback_ran: ran,
  ticket_opened: ({ ticket, email }) =>
    `Ticket ${ticket} opened${email ? `, answer to ${email}` : ""}`,
  answer_judged: null, // stands at its answer
  handoff_judged: (event, words) =>
    `${who(event, words)} says: a person was ${event.needed ? "needed" : "not needed"}`,
  attributes_noted: ({ attributes, verified }, { visitor }) =>
    `${visitor}: ${collected(attributes)}${verified ? " (signed)" : ""}`,
  claimed: (event, words) =>
    event.by === ELSEWHERE
      ? "Your team answered in the channel's own app"
      : `${who(event, words)} claimed this`,
  returned_to_assistant: ({ name }) =>
    name ? `${name} returned this to the assistant` : "Back with the assistant",
  resolved: ({ name, cause }) => {
    if (name) return `${name} resolved this`;
    return cause === "idle" ? "Closed: nothing was said any more" : "Resolved";
  },
  reopened: () => "The conversation is open again",
  assigned: (event) => `Offered to ${whom(event)}${event.cause ? `: ${event.cause}` : ""}`,
  assignment_ended: (event) => `${whom(event)} ${ENDED[event.cause] ?? "has it no longer"}`,
  transferred: (event, words) =>
    `${who(event, words)} handed this to ${event.to_name || words.team(event.team)}`,
  released,
  taken_over: (event, words) => `${who(event, words)} took over from ${whom(event)}`,
  priority_changed: ({ name, priority, cause }) => {
    if (name) return `${name} set the priority: ${priorityWord(priority)}`;
    const late = cause === "late" ? ", as the time to answer has passed" : "";
    return `The priority rose${late}: ${priorityWord(priority)}`;
  },
  clock_started: null,
  clock_paused: null,
  clock_stopped: null,
  due_soon: ({ target, due_at }) => `The ${targetWords(target)} is due at ${clock(due_at)}`,
  late: ({ target, due_at }) =>
    `The ${targetWords(target)} is late: it was due at ${clock(due_at)}`,
  snoozed: (event, words) =>
    `${who(event, words)} snoozed this ${untilWords(event.until, Date.now())}`,
  woke: ({ cause }, { visitor }) =>
    cause === "visitor" ? `${visitor} wrote: the snooze is over` : (WOKE[cause] ?? "Awake again"),
  idle_warned: ({ until }, { visitor }) =>
    `Nothing was said for long: closes at ${clock(until)} unless ${visitor} writes`,
  mail_continued: ({ email }) =>
    email ? `Goes on by mail: replies also reach ${email}` : "No longer goes on by mail",
  escalated,
  message_edited: null, // stands at its message
  message_withdrawn: null,
  channel_joined: ({ channel: kind }, { visitor }) =>
    `${visitor} goes on in ${channel(kind)}: replies go there`,
};

/** One sentence for an event; "" where none is shown, also for one that this console is too old for. */
export function sentenceOf(event: OperatorEvent, words: Words): string {
  return SENTENCES[event.event]?.(event, words) ?? "";
}

/** Whether an entry stands in the log at all. */
export const isShown = (entry: Entry): boolean =>
  entry.kind !== "event" || Boolean(SENTENCES[entry.event]);
