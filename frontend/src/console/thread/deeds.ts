/** What may be done with a conversation now, by whom. The server decides; this offers or hides. */

import type { Act, Row } from "../../protocol/frames";
import { mayAct as acts, maySupervise } from "../api/rights";
import type { Role } from "../api/types";

export type Action = Act["action"];

export interface Who {
  readonly id: string;
  readonly role: Role;
}

/** What some actions want to know. */
export type Details = Partial<Pick<Act, "team" | "to" | "note" | "stay" | "until" | "priority">>;

/** Those that can be done with many at once. */
export const IN_BULK = ["claim", "transfer", "snooze", "resolve", "prioritise", "return"] as const;
export type BulkAction = (typeof IN_BULK)[number];

export const isBulk = (action: Action): action is BulkAction =>
  (IN_BULK as readonly Action[]).includes(action);

/** Who answered in the channel's own program: somebody of ours, and nobody knows who. */
export const ELSEWHERE = "elsewhere";

const heldElsewhere = (row: Row): boolean => row.status === "active" && row.operator === ELSEWHERE;

export const heldByOther = (row: Row, me: string): boolean =>
  row.status === "active" && row.operator !== me && !heldElsewhere(row);

const holds = (row: Row, me: string): boolean => row.status === "active" && row.operator === me;

/** A request for a person goes on: somebody has it, or is to have it. */
const wanted = ({ handoff }: Row): boolean =>
  handoff?.status === "pending" || handoff?.status === "acknowledged";

export function mayAct(action: Action, row: Row, { id, role }: Who): boolean {
  if (!acts(role) || row.drill) return false;
  const open = row.status !== "resolved";
  const others = heldByOther(row, id);
  switch (action) {
    case "claim":
      return (
        row.status === "waiting" ||
        row.status === "open" ||
        heldElsewhere(row) ||
        (open && row.assigned === id)
      );
    case "pass":
      return open && row.assigned === id;
    case "resolve":
      return open && !others;
    case "return":
    case "snooze":
      return holds(row, id);
    case "cancel":
      return row.status === "waiting" && row.handoff?.status === "pending";
    case "take_over":
      return others && maySupervise(role);
    case "transfer":
      return open && (!others || maySupervise(role));
    case "prioritise":
      return open && wanted(row);
  }
}
