import { expect, test } from "vitest";
import { momentOf, nextAt, wall } from "./zones";

const at = (text: string): number => Date.parse(text);

test("Monday at nine in Lagos is found from anywhere", () => {
  const saturday = at("2026-11-21T12:00:00Z");
  expect(nextAt(0, 540, "Africa/Lagos", saturday)).toBe(at("2026-11-23T08:00:00Z"));
  expect(nextAt(5, 540, "Africa/Lagos", saturday)).toBe(at("2026-11-28T08:00:00Z"));
  expect(nextAt(5, 840, "Africa/Lagos", saturday)).toBe(at("2026-11-21T13:00:00Z"));
});

test("a day there may be another day here", () => {
  const late = at("2026-11-21T23:30:00Z"); // Sunday in Lagos
  expect(nextAt(6, 60, "Africa/Lagos", late)).toBe(at("2026-11-22T00:00:00Z"));
});

test("clock changes are taken into account", () => {
  expect(momentOf(at("2026-07-01T09:00:00Z"), "Europe/Berlin")).toBe(at("2026-07-01T07:00:00Z"));
  expect(momentOf(at("2026-12-01T09:00:00Z"), "Europe/Berlin")).toBe(at("2026-12-01T08:00:00Z"));
  expect(wall(at("2026-12-01T08:00:00Z"), "Europe/Berlin")).toBe(at("2026-12-01T09:00:00Z"));
});
