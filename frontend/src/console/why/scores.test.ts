import { expect, test } from "vitest";
import type { Decision, Signal, Verdict } from "../api/brain";
import { causes, decisionOf, measured, pieces, share, strongest } from "./scores";

const verdict: Verdict = {
  rule: "asks",
  trigger: "explicit_request",
  action: "handoff",
  fired: true,
  score: 0.9,
  threshold: 0.5,
  words: "a person",
  reason: "The visitor asked for a person.",
};

const decision = (seq: number, patch: Partial<Decision> = {}): Decision => ({
  seq,
  at: 0,
  author: "visitor",
  policy: 1,
  action: "none",
  rule: "",
  reason: "",
  signals: [],
  verdicts: [verdict],
  ...patch,
});

test("the words that caused something are marked wherever they stand, whatever their case", () => {
  expect(pieces("A person, a person!", ["a person"])).toEqual([
    { text: "A person", marked: true },
    { text: ", ", marked: false },
    { text: "a person", marked: true },
    { text: "!", marked: false },
  ]);
  expect(pieces("hello", ["nobody said this", " "])).toEqual([{ text: "hello", marked: false }]);
  expect(pieces("", ["x"])).toEqual([]);
});

test("a handoff is explained by the last decision before it", () => {
  const handoff = { action: "handoff", rule: "asks" } as const;
  const all = [decision(2, handoff), decision(4), decision(8, handoff), decision(12, handoff)];
  expect(decisionOf(all, 9)?.seq).toBe(8);
  expect(decisionOf([decision(2)], 9)).toBeUndefined();
});

test("only the words of the rule that decided are causes", () => {
  const other = { ...verdict, rule: "other", words: "something else" };
  const found = causes([
    decision(2, { verdicts: [verdict] }),
    decision(4, { action: "offer", rule: "asks", verdicts: [other, verdict] }),
  ]);
  expect([...found]).toEqual([[4, ["a person"]]]);
});

test("a bad mood fills the bar and a good one does not", () => {
  expect(share("sentiment", -0.8)).toBe(0.8);
  expect(share("sentiment", 0.8)).toBe(0);
  expect(share("topic", 1.2)).toBe(1);
});

test("of the same signal the strongest is shown, the strongest first", () => {
  const signal = (name: string, score: number): Signal => ({ name, score, words: "", value: "" });
  const shown = strongest([signal("a", 0.2), signal("b", 0.4), signal("a", 0.9)]);
  expect(shown.map(({ name, score }) => [name, score])).toEqual([
    ["a", 0.9],
    ["b", 0.4],
  ]);
});

test("a rule that saw nothing says so", () => {
  expect(measured({ score: null, threshold: null })).toBe("not seen");
  expect(measured({ score: 0.31, threshold: 0.5 })).toBe("0.31 of 0.50");
});
