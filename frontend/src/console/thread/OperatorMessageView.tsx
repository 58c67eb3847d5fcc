/** A reply of a person: teal ground, at the end side. */

import { BookPlus } from "lucide-react";
import type { OperatorMessage } from "../../protocol/frames";
import { useLive, useSession } from "../app/session";
import { useStage } from "../app/stage";
import { FileList } from "../files/FileList";
import { Markdown } from "../text/Markdown";
import { Avatar } from "../ui/Avatar";
import { channel } from "../ui/labels";
import { DeliveryLine } from "./DeliveryLine";
import { ELSEWHERE } from "./deeds";
import { MessageHead } from "./MessageHead";
import { useMayWork } from "./useMayWork";
import { useOriginal } from "./useOriginal";

interface Props {
  readonly message: OperatorMessage;
  readonly conversation: string;
  readonly joined: boolean;
}

function Propose({ conversation, seq }: { conversation: string; seq: number }) {
  const { wish } = useStage();
  if (!useMayWork(conversation)) return null;
  return (
    <button
      type="button"
      className="ib sm m-do"
      title="Propose for the knowledge base"
      aria-label={`Propose reply ${seq} for the knowledge base`}
      onClick={() => wish({ kind: "propose", conversation, seq })}
    >
      <BookPlus size={14} />
    </button>
  );
}

/** "Your team, in Messenger's own app": nobody can tell who of them it was. */
function useElsewhere(conversation: string): string {
  const kind = useLive(
    (state) => (state.rows[conversation] ?? state.outdated[conversation])?.channel,
  );
  return `Your team, in ${kind ? `${channel(kind)}'s` : "the channel's"} own app`;
}

export function OperatorMessageView({ message, conversation, joined }: Props) {
  const { me } = useSession();
  const { operator, name, at, seq } = message;
  const { text, button } = useOriginal(conversation, message);
  const elsewhere = useElsewhere(conversation);
  const named = operator === me.id ? `${name || me.name} (you)` : name || "A colleague";
  const who = operator === ELSEWHERE ? elsewhere : named;
  return (
    <article className={joined ? "m person joined" : "m person"}>
      <Propose conversation={conversation} seq={seq} />
      <div className="mb" dir="auto">
        {joined ? null : <MessageHead name={who} at={at} />}
        <Markdown text={text} />
        {button}
        <FileList files={message.files} />
        <DeliveryLine delivery={message.delivery} conversation={conversation} seq={seq} />
      </div>
      {joined ? <span className="av-gap" /> : <Avatar id={operator} name={name} size="sm" />}
    </article>
  );
}
