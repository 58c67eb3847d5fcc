/** A note among colleagues, never shown to the visitor: yellow ground, a lock. */

import { Lock } from "lucide-react";
import type { OperatorNote } from "../../protocol/frames";
import { Markdown } from "../text/Markdown";
import { Avatar } from "../ui/Avatar";
import { MessageHead } from "./MessageHead";
import { useOriginal } from "./useOriginal";

interface Props {
  readonly note: OperatorNote;
  readonly conversation: string;
}

export function NoteView({ note, conversation }: Props) {
  const { text, button } = useOriginal(conversation, note);
  return (
    <article className="m note">
      <Avatar id={note.operator} name={note.name} size="sm" />
      <div className="mb" dir="auto">
        <MessageHead name={note.name} at={note.at}>
          <span className="nt">
            <Lock size={12} /> Internal note
          </span>
        </MessageHead>
        <Markdown text={text} />
        {button}
      </div>
    </article>
  );
}
