/** A reply of a person: teal ground, at the end side. */

import type { OperatorMessage } from "../../protocol/frames";
import { useSession } from "../app/session";
import { Markdown } from "../text/Markdown";
import { Avatar } from "../ui/Avatar";
import { MessageHead } from "./MessageHead";

export function OperatorMessageView({
  message,
  joined,
}: {
  message: OperatorMessage;
  joined: boolean;
}) {
  const { me } = useSession();
  const { operator, name, at, text } = message;
  const who = operator === me.id ? `${name || me.name} (you)` : name || "A colleague";
  return (
    <article className={joined ? "m person joined" : "m person"}>
      <div className="mb" dir="auto">
        {joined ? null : <MessageHead name={who} at={at} />}
        <Markdown text={text} />
      </div>
      {joined ? <span className="av-gap" /> : <Avatar id={operator} name={name} size="sm" />}
    </article>
  );
}
