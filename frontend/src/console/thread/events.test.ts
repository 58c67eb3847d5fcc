import { expect, test } from "vitest";
import type { OperatorEvent } from "../../protocol/frames";
import { event, message } from "../live/fixtures";
import { isShown, sentenceOf } from "./events";
import { UNTIL_ANSWERED } from "./snoozing";

const words = { visitor: "Amara", team: (id: string) => (id === "billing" ? "Billing" : id) };
const said = (patch: Partial<OperatorEvent>) => sentenceOf(event(1, patch), words);

test("who handed on to whom is told with the names of people and teams", () => {
  const by = { event: "transferred", by: "t", name: "Tom" } as const;
  expect(said({ ...by, to: "a", to_name: "Ann" })).toBe("Tom handed this to Ann");
  expect(said({ ...by, team: "billing" })).toBe("Tom handed this to Billing");
});

test("why somebody was chosen is told", () => {
  const to = { event: "assigned", to_name: "Ann" } as const;
  expect(said({ ...to, cause: "is next in turn" })).toBe("Offered to Ann: is next in turn");
  expect(said({ ...to, cause: "" })).toBe("Offered to Ann");
});

test("how an offer ended is told in words for each cause, known or not", () => {
  const ended = (cause: string) => said({ event: "assignment_ended", to_name: "Ann", cause });
  expect(ended("expired")).toBe("Ann did not take it in time");
  expect(ended("passed")).toBe("Ann passed");
  expect(ended("some_new_cause")).toBe("Ann has it no longer");
});

test("a snooze without an end, and what ended it", () => {
  const snoozed = { event: "snoozed", by: "t", name: "Tom", until: UNTIL_ANSWERED } as const;
  expect(said(snoozed)).toBe("Tom snoozed this until the visitor answers");
  expect(said({ event: "woke", cause: "visitor" })).toBe("Amara wrote: the snooze is over");
});

test("clocks that start and stop are not shown; what is late is", () => {
  expect(isShown(event(1, { event: "clock_started" }))).toBe(false);
  expect(isShown(event(1, { event: "late" }))).toBe(true);
  expect(said({ event: "late", target: "first_reply" })).toMatch(/^The first reply is late/);
});

test("an event that this console does not know is left out, and nothing breaks", () => {
  const strange = event(1, { event: "teleported" as OperatorEvent["event"] });
  expect(sentenceOf(strange, words)).toBe("");
  expect(isShown(strange)).toBe(false);
  expect(isShown(message(1))).toBe(true);
});

test("no sentence shows a code of the protocol", () => {
  for (const name of ["released", "escalated", "fallback_ran", "idle_warned", "woke"] as const)
    expect(said({ event: name, cause: "vanished", to: "team:x" })).not.toMatch(/_|vanished|team:/);
});

test("a priority is told by its name, and as a number where it has none", () => {
  const set = { event: "priority_changed", by: "t", name: "Tom" } as const;
  expect(said({ ...set, priority: 20 })).toBe("Tom set the priority: Urgent");
  expect(said({ event: "priority_changed", priority: 7 })).toBe("The priority rose: 7");
});

test("what happened by itself says why", () => {
  expect(said({ event: "resolved", cause: "idle" })).toBe("Closed: nothing was said any more");
  expect(said({ event: "resolved", by: "t", name: "Tom" })).toBe("Tom resolved this");
  expect(said({ event: "priority_changed", priority: 20, cause: "late" })).toBe(
    "The priority rose, as the time to answer has passed: Urgent",
  );
});
