/** What the house itself told the visitor: announcements and apologies. */

import type { OperatorMessage } from "../../protocol/frames";
import { clock } from "../time/format";

export function SystemMessage({ message }: { message: OperatorMessage }) {
  return (
    <article className="sys" dir="auto">
      <span className="sr">Told to the visitor: </span>
      {message.text} <time>{clock(message.at)}</time>
    </article>
  );
}
