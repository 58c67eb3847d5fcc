import { expect, test } from "vitest";
import type { ClockView } from "../../protocol/frames";
import { row } from "../live/fixtures";
import { countdown, firstDue, nearness } from "./due";

const clock = (target: ClockView["target"], due_at: number): ClockView => ({
  target,
  due_at,
  warn_at: 0,
  left_ms: 0,
  late: false,
});

test("a countdown is calm, amber under a minute, and red from the moment it is late", () => {
  expect([60_000, 59_999, 0, -1].map(nearness)).toEqual(["ok", "wait", "wait", "bad"]);
});

test("what is due first counts, and a clock that stands still does not", () => {
  const both = row({
    status: "active",
    clocks: [clock("resolution", 9_000_000), clock("next_reply", 5000), clock("first_reply", 0)],
  });
  expect(firstDue(both, 0)?.target).toBe("next_reply");
  expect(firstDue({ ...both, status: "resolved" }, 0)).toBeNull();
});

test("a resolution counts in its last hour only, and when it is late", () => {
  const far = row({ status: "active", clocks: [clock("resolution", 4_000_000)] });
  expect(firstDue(far, 0)).toBeNull();
  expect(firstDue(far, 1_000_000)?.target).toBe("resolution");
  expect(firstDue(far, 5_000_000)?.target).toBe("resolution");
});

test("lateness has a minus sign, and what is far off is rounded", () => {
  expect(countdown(42_999)).toBe("0:42");
  expect(countdown(-65_000)).toBe("−1:05");
  expect(countdown(3 * 3_600_000 + 1)).toBe("3 h");
  expect(countdown(-3 * 86_400_000)).toBe("−3 d");
});
