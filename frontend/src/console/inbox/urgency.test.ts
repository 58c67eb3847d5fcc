import { expect, test } from "vitest";
import { spent, urgency } from "./When";

const handoff = {
  number: 1,
  status: "pending" as const,
  team: "support",
  priority: 0,
  trigger: "explicit_request",
  reason: "",
  requested_at: 0,
  deadline_at: 180_000,
  acknowledged_at: 0,
  first_reply_at: 0,
  ended_at: 0,
  fallback: "",
  ticket: "",
};

test("waiting is calm, amber in the last minute, red after the deadline or the fallback", () => {
  expect(urgency(handoff, 0)).toBe("ok");
  expect(urgency(handoff, 120_000)).toBe("wait");
  expect(urgency(handoff, 180_000)).toBe("bad");
  expect(urgency({ ...handoff, fallback: "nobody_online" }, 0)).toBe("bad");
});

test("the ring fills as patience is used up", () => {
  expect(spent(handoff, 90_000)).toBe(0.5);
  expect(spent(handoff, 999_000)).toBe(1);
});
