/** An answer of the assistant: violet ground, AI tag, its sources and how sure it was. */

import type { OperatorMessage } from "../../protocol/frames";
import { Markdown } from "../text/Markdown";
import { AssistantAvatar } from "../ui/Avatar";
import { entryId } from "../why/causes";
import { useMessageDecision } from "../why/MessageDecision";
import { Confidence } from "./Confidence";
import { DeliveryLine } from "./DeliveryLine";
import { Judgement } from "./Judgement";
import { MessageHead } from "./MessageHead";
import { Sources } from "./Sources";
import { useOriginal } from "./useOriginal";

interface Props {
  readonly message: OperatorMessage;
  readonly conversation: string;
  readonly joined: boolean;
}

export function AssistantMessage({ message, conversation, joined }: Props) {
  const { name, seq, at, sources, confidence, abstained, buttons } = message;
  const { text, button } = useOriginal(conversation, message);
  const decision = useMessageDecision(conversation, seq);
  return (
    <article id={entryId(seq)} tabIndex={-1} className="m bot">
      {joined ? <span className="av-gap" /> : <AssistantAvatar />}
      <div className="mb" dir="auto">
        <MessageHead name={name || "Assistant"} at={at}>
          <span className="ai">AI</span>
        </MessageHead>
        <Markdown text={text} />
        {button}
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
        <DeliveryLine delivery={message.delivery} conversation={conversation} seq={seq} />
        {message.answer ? <Judgement conversation={conversation} seq={seq} /> : null}
        {decision.details}
      </div>
      {decision.button}
    </article>
  );
}
