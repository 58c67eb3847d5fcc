/** What happened, in one centred line. */

import type { OperatorEvent } from "../../protocol/frames";
import { clock } from "../time/format";
import { fallback } from "../ui/labels";

const who = (event: OperatorEvent, visitor: string): string =>
  event.name || (event.by ? "A colleague" : visitor);

const FLOW_ENDS: Readonly<Record<string, string>> = {
  "": "asks on",
  answered: "ended with an answer",
  unanswered: "ended without an answer",
  left: "was left by the visitor",
  handoff: "asks for a person",
};

/** "The flow order-status asks on (order: L-4127)". */
function flowSentence({ name, cause, fields }: OperatorEvent): string {
  const known = collected(fields);
  return `The flow ${name} ${FLOW_ENDS[cause] ?? cause}${known && ` (${known})`}`;
}

const collected = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .filter(([, value]) => value)
    .map(([field, value]) => `${field}: ${value}`)
    .join(", ");

/** One sentence for an event. */
export function sentenceOf(event: OperatorEvent, visitor: string): string {
  switch (event.event) {
    case "opened":
      return `${visitor} opened the conversation`;
    case "assistant_missed":
      return event.cause
        ? `The assistant did not answer: ${event.cause}`
        : "The assistant did not answer";
    case "flow_moved":
      return flowSentence(event);
    case "handoff_offered":
      return "The assistant offered a person";
    case "offer_declined":
      return `${visitor} stayed with the assistant`;
    case "handoff_requested":
      return "Handed to a person";
    case "handoff_cancelled":
      return `${who(event, visitor)} cancelled the handoff`;
    case "fallback_ran":
      return `The fallback ran: ${fallback(event.cause)}`;
    case "ticket_opened":
      return `Ticket ${event.ticket} opened${event.email ? `, answer to ${event.email}` : ""}`;
    case "answer_judged":
      return `${who(event, visitor)} says: this answer was ${event.right ? "right" : "wrong"}`;
    case "attributes_noted":
      return `${visitor}: ${collected(event.attributes)}${event.verified ? " (signed)" : ""}`;
    case "claimed":
      return `${who(event, visitor)} claimed this`;
    case "returned_to_assistant":
      return event.name
        ? `${event.name} returned this to the assistant`
        : "Back with the assistant";
    case "resolved":
      return event.name ? `${event.name} resolved this` : "Resolved";
    case "reopened":
      return `${who(event, visitor)} reopened the conversation`;
  }
}

export function EventLine({ event, visitor }: { event: OperatorEvent; visitor: string }) {
  return (
    <div className="sys">
      {sentenceOf(event, visitor)} <time>{clock(event.at)}</time>
      {event.message ? (
        <p className="plain" dir="auto">
          {event.contact_name ? `${event.contact_name}: ` : ""}
          {event.message}
        </p>
      ) : null}
    </div>
  );
}
