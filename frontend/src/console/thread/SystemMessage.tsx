/** What the house itself told the visitor: announcements and apologies. */

import type { OperatorMessage } from "../../protocol/frames";
import { clock } from "../time/format";
import { DeliveryLine } from "./DeliveryLine";

interface Props {
  readonly message: OperatorMessage;
  readonly conversation: string;
}

export function SystemMessage({ message, conversation }: Props) {
  const { text, at, seq, delivery } = message;
  return (
    <article className="sys" dir="auto">
      <span className="sr">Told to the visitor: </span>
      {text} <time>{clock(at)}</time>
      {delivery?.state === "failed" || delivery?.why ? (
        <DeliveryLine delivery={delivery} conversation={conversation} seq={seq} />
      ) : null}
    </article>
  );
}
