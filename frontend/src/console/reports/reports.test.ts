import { expect, test } from "vitest";
import { wordsOf } from "./figures";
import { dateIn, days, daysBefore, read, written } from "./period";

test("a report's period is in its address, and only what is not usual", () => {
  const period = read("", "Africa/Lagos");
  expect(period).toEqual({ days: 14, zone: "Africa/Lagos", business: false, team: "" });
  expect(written(period, "Africa/Lagos")).toBe("");
  const other = { days: 30, zone: "UTC", business: true, team: "sales" };
  expect(read(written(other, "Africa/Lagos"), "Africa/Lagos")).toEqual(other);
});

test("an address with nonsense shows the usual period", () => {
  for (const wrong of ["days=0", "days=-3", "days=x", "days=99999"])
    expect(read(wrong, "UTC").days).toBe(14);
});

test("today is the day that it is in the report's zone", () => {
  const late = Date.parse("2026-11-21T23:30:00Z");
  expect(dateIn(late, "UTC")).toBe("2026-11-21");
  expect(dateIn(late, "Africa/Lagos")).toBe("2026-11-22");
  const week = { days: 7, zone: "Africa/Lagos", business: false, team: "" };
  expect(days(week, late)).toEqual({ since: "2026-11-16", until: "2026-11-22" });
  expect(daysBefore("2026-03-01", 1)).toBe("2026-02-28");
});

test("a figure that the screen does not know yet has a name all the same", () => {
  expect(wordsOf("kept_first_reply").label).toBe("Kept first reply");
});
