/** What happened, in one centred line, with the words that somebody added to it. */

import type { OperatorEvent } from "../../protocol/frames";
import { useTeamName } from "../app/useTeamName";
import { clock } from "../time/format";
import { sentenceOf } from "./events";
import { useOriginal } from "./useOriginal";

interface Props {
  readonly event: OperatorEvent;
  readonly visitor: string;
  readonly conversation: string;
}

const LATE = new Set(["late", "escalated", "released"]);

/** The visitor's message beside a ticket, or a colleague's note beside a transfer. */
function Added({ event, conversation }: Omit<Props, "visitor">) {
  const said = event.message || event.note;
  const { text, button } = useOriginal(conversation, { ...event, text: said });
  if (!said) return null;
  const speaker = event.message ? event.contact_name : event.name;
  return (
    <p className={event.note ? "plain sys-note" : "plain"} dir="auto">
      {speaker ? `${speaker}: ` : ""}
      {text} {button}
    </p>
  );
}

export function EventLine({ event, visitor, conversation }: Props) {
  const team = useTeamName();
  const words = sentenceOf(event, { visitor, team });
  if (!words) return null;
  return (
    <div className={LATE.has(event.event) ? "sys hot" : "sys"}>
      {words} <time>{clock(event.at)}</time>
      <Added event={event} conversation={conversation} />
    </div>
  );
}
