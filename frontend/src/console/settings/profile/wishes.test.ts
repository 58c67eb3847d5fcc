import { expect, test } from "vitest";
import { followed, switched, waysOf, withDay } from "./wishes";

const chosen = { late: ["sms"] };
const late = { event: "late", title: "An answer is late", usual: ["console"] };
const assigned = { event: "assigned", title: "Given to you", usual: ["console", "push"] };

test("what I did not choose follows my team", () => {
  expect(waysOf(chosen, assigned)).toEqual(["console", "push"]);
  expect(waysOf(chosen, late)).toEqual(["sms"]);
});

test("switching one way makes the whole line my own choice, in a fixed order", () => {
  expect(switched(chosen, { ...assigned, usual: ["push", "console"] }, "email", true)).toEqual({
    late: ["sms"],
    assigned: ["console", "push", "email"],
  });
  expect(switched(chosen, assigned, "push", false).assigned).toEqual(["console"]);
});

test("a choice of my own can be given up again", () => {
  expect(followed(chosen, "late")).toEqual({});
});

test("days stay in the order of the week", () => {
  expect(withDay([0, 4], 2, true)).toEqual([0, 2, 4]);
  expect(withDay([0, 2, 4], 2, false)).toEqual([0, 4]);
});
