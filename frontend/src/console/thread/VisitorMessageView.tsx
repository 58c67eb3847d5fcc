/** What the visitor said: plain text, as it came; the words that caused a decision are marked. */

import { Mail } from "lucide-react";
import type { OperatorMessage } from "../../protocol/frames";
import { Avatar } from "../ui/Avatar";
import { entryId, useCauses } from "../why/causes";
import { Marked } from "../why/Marked";
import { useMessageDecision } from "../why/MessageDecision";
import { MessageHead } from "./MessageHead";
import { useOriginal } from "./useOriginal";

const ByMail = () => (
  <span className="tg">
    <Mail size={12} /> By mail
  </span>
);

const NOTHING: readonly string[] = [];

interface Props {
  readonly message: OperatorMessage;
  readonly id: string;
  readonly name: string;
  readonly joined: boolean;
}

export function VisitorMessageView({ message, id, name, joined }: Props) {
  const { seq, at, via } = message;
  const { text, button } = useOriginal(id, message);
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
        {joined && via !== "email" ? null : (
          <MessageHead name={name} at={at}>
            {via === "email" ? <ByMail /> : null}
          </MessageHead>
        )}
        <p className="plain" dir="auto">
          <Marked text={text} marks={marks} /> {button}
        </p>
        {decision.details}
      </div>
      {decision.button}
    </article>
  );
}
