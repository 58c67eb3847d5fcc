/** What the visitor said: plain text, as it came; the words that caused a decision are marked. */

import type { OperatorMessage } from "../../protocol/frames";
import { useLive } from "../app/session";
import { FileList } from "../files/FileList";
import { Avatar } from "../ui/Avatar";
import { ChannelIcon } from "../ui/channels";
import { channel } from "../ui/labels";
import { entryId, useCauses } from "../why/causes";
import { Marked } from "../why/Marked";
import { useMessageDecision } from "../why/MessageDecision";
import { MessageHead } from "./MessageHead";
import { useOriginal } from "./useOriginal";

/** By another channel than the conversation's own, as a reply by mail to a chat on the site. */
function ByOther({ via }: { via: string }) {
  return (
    <span className="tg">
      <ChannelIcon kind={via} size={12} /> {via === "email" ? "By mail" : `By ${channel(via)}`}
    </span>
  );
}

/** What a mail repeats of earlier ones: folded, and kept. */
function Quoted({ text }: { text: string }) {
  return (
    <details className="quoted">
      <summary>Quoted text</summary>
      <blockquote className="plain" dir="auto">
        {text}
      </blockquote>
    </details>
  );
}

const GONE = "took this message back";

const NOTHING: readonly string[] = [];

interface Props {
  readonly message: OperatorMessage;
  readonly id: string;
  readonly name: string;
  readonly joined: boolean;
}

export function VisitorMessageView({ message, id, name, joined }: Props) {
  const { seq, at, via, edited, withdrawn } = message;
  const own = useLive((state) => (state.rows[id] ?? state.outdated[id])?.channel);
  const other = via !== "" && via !== own;
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
        {joined && !other ? null : (
          <MessageHead name={name} at={at}>
            {other ? <ByOther via={via} /> : null}
          </MessageHead>
        )}
        {withdrawn ? (
          <p className="gone">
            {name} {GONE}
          </p>
        ) : (
          <p className="plain" dir="auto">
            <Marked text={text} marks={marks} />{" "}
            {edited ? <small className="mut">edited</small> : null} {button}
          </p>
        )}
        {message.quoted ? <Quoted text={message.quoted} /> : null}
        <FileList files={message.files} strange />
        {decision.details}
      </div>
      {decision.button}
    </article>
  );
}
