import { expect, test } from "vitest";
import { localField, snoozeChoices, UNTIL_ANSWERED, untilWords } from "./snoozing";

const local = (text: string): number => new Date(text).getTime();
const labels = (text: string) => snoozeChoices(local(text)).map(({ label }) => label);

test("the afternoon is offered while it is well ahead, and nothing that is over", () => {
  expect(labels("2026-11-18T10:00")).toContain("This afternoon");
  expect(labels("2026-11-18T14:30")).not.toContain("This afternoon");
  for (const hour of ["00:10", "08:59", "14:01", "23:59"]) {
    const now = local(`2026-11-18T${hour}`);
    expect(snoozeChoices(now).every(({ until }) => until > now)).toBe(true);
  }
});

test("on Sunday tomorrow is Monday, and is offered once", () => {
  expect(labels("2026-11-22T10:00")).not.toContain("Next Monday");
  const monday = snoozeChoices(local("2026-11-23T10:00")).find((c) => c.label === "Next Monday");
  expect(monday?.until).toBe(local("2026-11-30T09:00"));
});

test("a snooze without an end is told in words", () => {
  expect(untilWords(UNTIL_ANSWERED, 0)).toBe("until the visitor answers");
  expect(untilWords(local("2026-11-18T15:00"), local("2026-11-18T10:00"))).toMatch(/^until .*3|15/);
});

test("a moment goes into the field as the clock on the wall shows it", () => {
  expect(localField(local("2026-11-18T15:30"))).toBe("2026-11-18T15:30");
});
