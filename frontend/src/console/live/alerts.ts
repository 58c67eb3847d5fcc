/** Which frames deserve a sound or a notification. Pure: compares the news with what was known. */

import type { OperatorServerFrame, Row } from "../../protocol/frames";
import type { State } from "./state";

export interface Alert {
  readonly kind: "handoff" | "opened" | "message";
  readonly row: Row;
  readonly reason: string;
}

/** The alert that ``frame`` gives rise to, if any. ``monitored``: assistants in monitoring mode. */
export function alertOf(
  before: State,
  frame: OperatorServerFrame,
  monitored: ReadonlySet<string>,
): Alert | null {
  if (frame.type !== "update") return null;
  const { row } = frame;
  const known = before.rows[row.id]?.seq ?? 0;
  const fresh = frame.entries.filter((entry) => entry.seq > known);
  const handed = fresh.find((one) => one.kind === "event" && one.event === "handoff_requested");
  if (handed?.kind === "event" && row.status === "waiting")
    return { kind: "handoff", row, reason: handed.why?.reason ?? "" };
  if (row.status === "active" && row.operator === before.me) {
    const spoke = fresh.some((one) => one.kind === "message" && one.author === "visitor");
    if (spoke) return { kind: "message", row, reason: "" };
  }
  const opened = fresh.some((one) => one.kind === "event" && one.event === "opened");
  if (opened && monitored.has(row.assistant)) return { kind: "opened", row, reason: "" };
  return null;
}
