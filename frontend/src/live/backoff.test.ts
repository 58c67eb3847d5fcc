import { expect, test } from "vitest";
import { backoff, backoffAfter } from "./backoff";

test("the first try comes within a second, and not all at once", () => {
  expect(backoff(0, 0)).toBe(200);
  expect(backoff(0, 1)).toBe(1000);
});

test("waits double up to eight seconds", () => {
  const longest = Array.from({ length: 8 }, (_, attempt) => backoff(attempt, 1));
  expect(longest).toEqual([1000, 2000, 4000, 8000, 8000, 8000, 8000, 8000]);
  expect(backoff(5000, 1)).toBe(8000);
});

test("a server that says when it is back is not asked before", () => {
  expect(backoffAfter(4000, 0, 0)).toBe(4200);
  expect(backoffAfter(4000, 7, 1)).toBe(5000);
});
