/** What sending will do, said before it is done. */

import type { Row } from "../../protocol/frames";
import { heldByOther } from "../thread/deeds";

export type Tab = "reply" | "note";

export function hintOf(row: Row, me: string, tab: Tab): string {
  if (tab === "note") return "Only your team sees notes";
  if (heldByOther(row, me)) return `${row.operator_name || "A colleague"} holds this`;
  if (row.status === "waiting" || row.status === "open") return "Sending claims this for you";
  return row.status === "resolved" ? "Sending reopens this" : "";
}
