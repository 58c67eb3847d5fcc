/** An answer of the assistant: violet ground, AI tag, its sources and how sure it was. */

import type { OperatorMessage } from "../../protocol/frames";
import { Markdown } from "../text/Markdown";
import { AssistantAvatar } from "../ui/Avatar";
import { Confidence } from "./Confidence";
import { MessageHead } from "./MessageHead";
import { Sources } from "./Sources";

export function AssistantMessage({
  message,
  joined,
}: {
  message: OperatorMessage;
  joined: boolean;
}) {
  const { name, at, text, sources, confidence, abstained, buttons } = message;
  return (
    <article className="m bot">
      {joined ? <span className="av-gap" /> : <AssistantAvatar />}
      <div className="mb" dir="auto">
        <MessageHead name={name || "Assistant"} at={at}>
          <span className="ai">AI</span>
        </MessageHead>
        <Markdown text={text} />
        {sources.length > 0 || confidence !== null || abstained ? (
          <div className="src">
            <Sources sources={sources} />
            {abstained ? <span className="tg">Did not know</span> : null}
            {confidence === null ? null : <Confidence value={confidence} />}
          </div>
        ) : null}
        {buttons.length > 0 ? (
          <p className="offered">Offered: {buttons.map(({ label }) => label).join(", ")}</p>
        ) : null}
      </div>
    </article>
  );
}
