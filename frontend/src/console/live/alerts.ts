/** Which frames deserve a sound or a notification. Pure: compares the news with what was known. */

import type { OperatorServerFrame } from "../../protocol/frames";
import type { State } from "./state";

export interface Alert {
  readonly notice: string; // person_wanted, assigned, late, …
  readonly title: string;
  readonly conversation: string; // "": none
  readonly name: string; // of the visitor, as far as it is known
  readonly reason: string;
}

/**
 * The alert that ``frame`` gives rise to, if any. The server says what this operator chose to be
 * told; only a visitor's answer, which comes with the message itself, is noticed here.
 */
export function alertOf(before: State, frame: OperatorServerFrame): Alert | null {
  if (frame.type === "notice") {
    const { notice, title, conversation } = frame;
    const row = before.rows[conversation];
    const name = row?.name ?? "";
    return { notice, title, conversation, name, reason: row?.handoff?.reason ?? "" };
  }
  if (frame.type !== "update") return null;
  const { row } = frame;
  if (row.status !== "active" || row.operator !== before.me) return null;
  const known = before.rows[row.id]?.seq ?? 0;
  const spoke = frame.entries.some(
    (one) => one.seq > known && one.kind === "message" && one.author === "visitor",
  );
  if (!spoke) return null;
  const title = "A visitor answered you";
  return { notice: "visitor_replied", title, conversation: row.id, name: row.name, reason: "" };
}
