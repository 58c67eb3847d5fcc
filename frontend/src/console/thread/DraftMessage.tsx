/** The assistant's answer while it is being written. */

import type { Draft } from "../../protocol/frames";
import { Markdown } from "../text/Markdown";
import { AssistantAvatar } from "../ui/Avatar";

export const Dots = () => (
  <span className="dots" aria-hidden="true">
    <i />
    <i />
    <i />
  </span>
);

export function DraftMessage({ draft }: { draft: Draft }) {
  return (
    <article className="m bot writing" aria-busy="true" aria-label="The assistant is writing">
      <AssistantAvatar />
      <div className="mb" dir="auto" aria-hidden="true">
        <div className="mh">
          <b>Assistant</b>
          <span className="ai">AI</span>
          <span className="mut">writing</span>
        </div>
        {draft.text ? <Markdown text={draft.text} /> : <Dots />}
      </div>
    </article>
  );
}
