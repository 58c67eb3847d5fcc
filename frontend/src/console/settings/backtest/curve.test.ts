import { expect, test } from "vitest";
import type { CurvePoint, Summary } from "../../api/brain";
import { moves, nearest, percent, spot, truth } from "./curve";

const point = (threshold: number, handoffs: number, missed: number): CurvePoint => ({
  threshold,
  handoffs,
  missed,
  offers: 0,
  late: 0,
  unneeded: 0,
});

test("a point is the share handed off and the share of the needed that is missed", () => {
  expect(spot(point(0.5, 5, 1), 20, 4)).toEqual({ x: 0.25, y: 0.25 });
  expect(spot(point(0.5, 0, 0), 0, 0)).toEqual({ x: 0, y: 0 });
});

test("the slider starts at the threshold as it is", () => {
  const points = [0, 0.05, 0.1, 0.15].map((one) => point(one, 1, 1));
  expect(nearest(points, 0.11)).toBe(2);
  expect(nearest(points, 9)).toBe(3);
  expect(nearest([], 0.5)).toBe(0);
});

test("a curve that no threshold moves says so", () => {
  expect(moves({ rule: "", threshold: null, points: [point(0, 3, 1), point(1, 3, 1)] })).toBe(
    false,
  );
  expect(moves({ rule: "", threshold: null, points: [point(0, 3, 1), point(1, 2, 1)] })).toBe(true);
});

test("small shares keep a decimal", () => {
  expect([0, 0.034, 0.5, 1].map(percent)).toEqual(["0 %", "3.4 %", "50 %", "100 %"]);
});

test("where nothing tells whether a person was needed, that is said", () => {
  const summary = { conversations: 4, needed: 0, needed_by: {} } as unknown as Summary;
  expect(truth(summary)).toContain("nothing in them says");
  expect(truth({ ...summary, needed: 2, needed_by: { label: 2 } })).toBe(
    "2 of 4 conversations needed a person, going by a label in the file.",
  );
});
