/** What the visitor said: plain text, as it came. */

import type { OperatorMessage } from "../../protocol/frames";
import { Avatar } from "../ui/Avatar";
import { MessageHead } from "./MessageHead";

interface Props {
  readonly message: OperatorMessage;
  readonly id: string;
  readonly name: string;
  readonly joined: boolean;
}

export function VisitorMessageView({ message, id, name, joined }: Props) {
  return (
    <article className={joined ? "m visitor joined" : "m visitor"}>
      {joined ? <span className="av-gap" /> : <Avatar id={id} name={name} size="sm" />}
      <div className="mb">
        {joined ? null : <MessageHead name={name} at={message.at} />}
        <p className="plain" dir="auto">
          {message.text}
        </p>
      </div>
    </article>
  );
}
