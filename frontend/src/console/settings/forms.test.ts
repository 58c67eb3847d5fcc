import { expect, test } from "vitest";
import { errorAt, Problem } from "../api/problem";
import { lineAt } from "./lines";
import { added, listed, moved, numeric, tidied } from "./policy/rules";
import { changesOf, fromLines, tidy } from "./useForm";

const invalid = (where: string) =>
  new Problem(422, { errors: [{ where, expected: "a number from 0 to 1", came: "2" }] });

test("an error stands at its field, whether its place is a name, a path or has a line before it", () => {
  for (const where of ["rules[0].threshold", "line 6, rules[0].threshold"])
    expect(errorAt(invalid(where), "rules[0].threshold")).toBe(
      "Expected a number from 0 to 1, got 2.",
    );
  expect(errorAt(invalid("rules[10].threshold"), "rules[0].threshold")).toBe("");
});

test("the line of an error in the text is found", () => {
  expect(lineAt("a\nbcd\ne", "line 2, rules")).toEqual([2, 5]);
  expect(lineAt("a", "line 9")).toEqual([0, 1]);
  expect(lineAt("a", "rules")).toBeNull();
});

test("a field changed back is no change", () => {
  expect(changesOf({ a: 1, b: [1] }, { a: 1, b: [1] })).toEqual({});
  expect(changesOf({ a: 1 }, { a: 2 })).toEqual({ a: 2 });
});

test("rules change places and new ones get free ids", () => {
  const rules = [
    { id: "x", trigger: "sentiment" },
    { id: "y", trigger: "complexity" },
  ];
  expect(moved(rules, 1, -1).map(({ id }) => id)).toEqual(["y", "x"]);
  expect(moved(rules, 0, -1)).toBe(rules);
  const ids = added(added(rules)).map(({ id }) => id);
  expect(new Set(ids).size).toBe(4);
});

test("an empty number field does not become zero by accident", () => {
  expect(numeric("", 3)).toBe(3);
  expect(numeric("0", 3)).toBe(0);
});

test("lines become items and blank ones nothing", () => {
  expect(tidy(fromLines("a \n\n b"))).toEqual(["a", "b"]);
  expect(fromLines("")).toEqual([]);
});

test("topics can be typed with commas, and nothing half-typed is sent", () => {
  const rule = { id: "x", trigger: "sensitive_topic", topics: listed("refund, "), amount: null };
  expect(rule.topics).toEqual(["refund", ""]);
  expect(tidied([rule])).toEqual([{ id: "x", trigger: "sensitive_topic", topics: ["refund"] }]);
});
