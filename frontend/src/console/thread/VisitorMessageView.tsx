/** What the visitor said: plain text, as it came; the words that caused a decision are marked. */

import type { OperatorMessage } from "../../protocol/frames";
import { Avatar } from "../ui/Avatar";
import { entryId, useCauses } from "../why/causes";
import { Marked } from "../why/Marked";
import { useMessageDecision } from "../why/MessageDecision";
import { MessageHead } from "./MessageHead";

const NOTHING: readonly string[] = [];

interface Props {
  readonly message: OperatorMessage;
  readonly id: string;
  readonly name: string;
  readonly joined: boolean;
}

export function VisitorMessageView({ message, id, name, joined }: Props) {
  const { seq, at, text } = message;
  const marks = useCauses().words.get(seq) ?? NOTHING;
  const decision = useMessageDecision(id, seq);
  return (
    <article
      id={entryId(seq)}
      tabIndex={-1}
      aria-label={`${name}, message ${seq}`}
      className={joined ? "m visitor joined" : "m visitor"}
    >
      {joined ? <span className="av-gap" /> : <Avatar id={id} name={name} size="sm" />}
      <div className="mb">
        {joined ? null : <MessageHead name={name} at={at} />}
        <p className="plain" dir="auto">
          <Marked text={text} marks={marks} />
        </p>
        {decision.details}
      </div>
      {decision.button}
    </article>
  );
}
