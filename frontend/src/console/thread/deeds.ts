/** What may be done with a conversation now, by whom. The server decides; this offers or hides. */

import type { Row } from "../../protocol/frames";

export type Action = "claim" | "resolve" | "return" | "cancel";

export const heldByOther = (row: Row, me: string): boolean =>
  row.status === "active" && row.operator !== me;

export function mayAct(action: Action, row: Row, me: string): boolean {
  switch (action) {
    case "claim":
      return row.status === "waiting" || row.status === "open";
    case "resolve":
      return row.status !== "resolved";
    case "return":
      return row.status === "active" && row.operator === me;
    case "cancel":
      return row.status === "waiting" && row.handoff?.status === "pending";
  }
}
