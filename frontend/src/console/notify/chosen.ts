/** Whether an alert is one that I chose to be told of here. Pure. */

import type { NoticesAnswer } from "../api/notices";
import type { Alert } from "../live/alerts";

/**
 * The server tells only what was chosen; of a visitor's answer, which is noticed here, it says what
 * was chosen. As long as that is not known, it rings.
 */
export function rings({ notice }: Alert, chosen: NoticesAnswer | undefined): boolean {
  if (notice !== "visitor_replied") return true;
  const event = chosen?.events.find((one) => one.event === notice);
  return event?.ways.includes("console") ?? true;
}
