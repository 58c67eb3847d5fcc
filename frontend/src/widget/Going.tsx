/** What the visitor has written and the log does not show yet. */

import type { Unsent } from "../live/outbox";
import type { Screen } from "./acts";
import { Icon } from "./icons";
import { Own } from "./Message";
import { type Request, wordsOf } from "./requests";

/** A request that the log does not show yet, and how it stands. */
export function Going({
  item,
  screen,
}: {
  readonly item: Unsent<Request>;
  readonly screen: Screen;
}) {
  const { phrases } = screen;
  const words = wordsOf(item.request);
  if (!words) return null;
  return (
    <Own text={words} you={phrases.say("you")}>
      <Progress item={item} screen={screen} />
    </Own>
  );
}

function Progress({ item, screen }: { readonly item: Unsent<Request>; readonly screen: Screen }) {
  const { model, phrases, acts } = screen;
  switch (item.progress.state) {
    case "acked":
      return phrases.say("sent");
    case "held":
      return phrases.say("sending_again_soon");
    case "refused":
      return (
        <span className="fail">
          <Icon name="alert" size={12} /> {phrases.say("not_sent")} {item.progress.detail}{" "}
          <button type="button" onClick={() => acts.retry(item.id)}>
            {phrases.say("try_again")}
          </button>{" "}
          <button type="button" onClick={() => acts.remove(item.id)}>
            {phrases.say("delete")}
          </button>
        </span>
      );
    default:
      return phrases.say(model.lostAt ? "waiting_to_send" : "sending");
  }
}
