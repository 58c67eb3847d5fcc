import { expect, test } from "vitest";
import { spanWords, unitOf } from "../../time/span";
import { withTyped } from "../../ui/Tags";
import {
  clockOf,
  dayWords,
  minutesOf,
  never,
  onWorkdays,
  opened,
  overlaps,
  type Week,
  weekWords,
  windowOf,
} from "./hours";

const nine = { from: 540, to: 1020 };
const WORKDAYS: Week = [[nine], [nine], [nine], [nine], [nine], [], []];

test("a time of day is read, and what is none is not", () => {
  expect(minutesOf("09:05")).toBe(545);
  expect(minutesOf("0:00")).toBe(0);
  for (const wrong of ["24:00", "9", "12:60", ""]) expect(minutesOf(wrong)).toBeNull();
});

test("an end that is not after its beginning is of the next day", () => {
  expect(windowOf(1320, 360)).toEqual({ from: 1320, to: 1800 });
  expect(windowOf(540, 1020)).toEqual({ from: 540, to: 1020 });
  expect(windowOf(0, 0)).toEqual({ from: 0, to: 1440 });
  expect(clockOf(1800)).toBe("06:00");
  expect(dayWords([{ from: 1320, to: 1800 }])).toBe("22:00 to 06:00 of the next day");
  expect(dayWords([{ from: 0, to: 1440 }])).toBe("all day");
});

test("a week is told by runs of days", () => {
  expect(weekWords(WORKDAYS)).toBe("Monday to Friday 09:00 to 17:00; Saturday to Sunday closed");
});

test("windows that overlap are found, also over midnight and from Sunday to Monday", () => {
  const night = { from: 1320, to: 1800 };
  expect(overlaps(WORKDAYS).every((one) => one === "")).toBe(true);
  expect(overlaps([[nine, { from: 1000, to: 1100 }], [], [], [], [], [], []])[0]).not.toBe("");
  expect(overlaps([[night], [{ from: 300, to: 600 }], [], [], [], [], []])[0]).not.toBe("");
  expect(overlaps([[{ from: 300, to: 600 }], [], [], [], [], [], [night]])[6]).not.toBe("");
  expect(overlaps([[night], [night], [], [], [], [], []]).every((one) => one === "")).toBe(true);
});

test("one day's hours go to all workdays, the weekend stays", () => {
  const late = [{ from: 600, to: 1200 }];
  const week = onWorkdays(WORKDAYS, late);
  expect(week.slice(0, 5).every((day) => day === late)).toBe(true);
  expect(week[5]).toEqual([]);
});

test("a window that is added does not overlap the one before", () => {
  expect(opened([])).toEqual([nine]);
  expect(overlaps([opened([nine]), [], [], [], [], [], []])[0]).toBe("");
});

test("a team that never opens is noticed, unless one day is otherwise", () => {
  const closed: Week = [[], [], [], [], [], [], []];
  expect(never(closed, [])).toBe(true);
  expect(never(closed, [[nine]])).toBe(false);
  expect(never(WORKDAYS, [])).toBe(false);
});

test("a length of time is told in the unit it was set in", () => {
  expect([45_000, 60_000, 5_400_000, 86_400_000].map(unitOf)).toEqual(["s", "min", "min", "d"]);
  expect(spanWords(45_000)).toBe("45 seconds");
  expect(spanWords(3_600_000)).toBe("1 hour");
});

test("words are added once, several at a time, and empty ones not at all", () => {
  expect(withTyped(["billing"], "french, billing, ,")).toEqual(["billing", "french"]);
});
