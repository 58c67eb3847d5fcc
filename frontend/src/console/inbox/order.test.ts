import { expect, test } from "vitest";
import { hold, withTail } from "./order";

test("nothing moves while the pointer is over the list", () => {
  expect(hold(["a", "b"], ["new", "b", "a"], true)).toEqual({ shown: ["a", "b"], fresh: 1 });
});

test("the order is taken over as soon as the pointer leaves", () => {
  expect(hold(["a", "b"], ["new", "b"], false)).toEqual({ shown: ["new", "b"], fresh: 0 });
});

test("an empty list has nothing to hold still", () => {
  expect(hold([], ["a"], true)).toEqual({ shown: ["a"], fresh: 0 });
});

test("older rows loaded at the foot come in while the list is held", () => {
  expect(withTail(["a", "b"], ["new", "a", "b", "c"])).toEqual(["a", "b", "c"]);
});
