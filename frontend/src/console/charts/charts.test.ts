import { expect, test } from "vitest";
import { ticks, walked, written } from "./scale";
import { csv, fileName } from "./sheet";
import { change, figure, saidFigure } from "./words";

test("ticks are round, begin at 0 and reach the highest value", () => {
  for (const max of [0, 1, 3, 7, 12, 99, 101, 1234, 98_765]) {
    const found = ticks(max);
    expect(found[0]).toBe(0);
    expect(found.at(-1)).toBeGreaterThanOrEqual(max);
    expect(found.every(Number.isInteger)).toBe(true);
    expect(found.length).toBeLessThanOrEqual(7);
  }
  expect(ticks(220)).toEqual([0, 100, 200, 300]);
});

test("ticks of times are whole seconds, minutes or hours, and shares end at all", () => {
  expect(ticks(100_000, "ms")).toEqual([0, 30_000, 60_000, 90_000, 120_000]);
  expect(ticks(7_200_000, "ms")).toEqual([0, 1_800_000, 3_600_000, 5_400_000, 7_200_000]);
  expect(ticks(0.97, "share").at(-1)).toBe(1);
  expect(ticks(5, "rating")).toEqual([0, 1, 2, 3, 4, 5]);
});

test("labels that have no room are left out, never the newest", () => {
  const shown = (count: number, width: number) =>
    Array.from({ length: count }, (_, i) => i).filter((i) => written(i, count, width));
  expect(shown(7, 700)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(shown(30, 300).length).toBeLessThan(7);
  expect(shown(30, 300).at(-1)).toBe(29);
});

test("arrow keys walk the points and stop at the ends", () => {
  expect(walked("ArrowRight", 0, 3)).toBe(1);
  expect(walked("ArrowDown", 0, 3)).toBe(1);
  expect(walked("ArrowRight", 2, 3)).toBe(2);
  expect(walked("Home", 2, 3)).toBe(0);
  expect(walked("End", 0, 3)).toBe(2);
  expect(walked("Tab", 0, 3)).toBeNull();
});

test("in a grid up and down change the row", () => {
  expect(walked("ArrowDown", 5, 168, 24)).toBe(29);
  expect(walked("ArrowUp", 5, 168, 24)).toBe(5);
  expect(walked("ArrowRight", 5, 168, 24)).toBe(6);
});

test("a change says how much, and whether that is good", () => {
  expect(change(0.64, 0.61, "share", "up")).toEqual({ words: "+3 points", tone: "good" });
  expect(change(72_000, 90_000, "ms", "down")).toEqual({ words: "−0:18", tone: "good" });
  expect(change(4.4, 4.5, "rating", "up")).toEqual({ words: "−0.1", tone: "bad" });
  expect(change(5, 5, "count", "up")).toEqual({ words: "no change", tone: "even" });
  expect(change(8, 5, "count", "neither")?.tone).toBe("even");
  expect(change(8, null, "count", "up")).toBeNull();
});

test("what cannot be told is not told as 0", () => {
  expect(figure(null, "share")).toBe("–");
  expect(saidFigure(null, "ms")).toBe("nothing to tell");
  expect(saidFigure(4.5, "rating")).toBe("4.5 of 5");
});

test("a file for spreadsheets quotes what must be quoted and runs no formula", () => {
  const text = csv({
    head: ["Day", "a,b"],
    rows: [
      ['say "hi"', 3],
      ["=1+1", null],
      ["-2", -2],
    ],
  });
  expect(text).toBe('\uFEFFDay,"a,b"\r\n"say ""hi""",3\r\n\'=1+1,\r\n\'-2,-2\r\n');
  expect(fileName("How conversations ended")).toBe("how-conversations-ended.csv");
});
