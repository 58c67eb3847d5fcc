import { expect, test } from "vitest";
import type { FlowTurn } from "../../api/brain";
import { begins, bubbles, choices, collected, notes } from "./trial";

const turn = (patch: Partial<FlowTurn>): FlowTurn => ({
  said: "",
  says: [],
  buttons: [],
  flow: "",
  step: "",
  ended: "",
  fields: {},
  attributes: {},
  handoff: "",
  team: "",
  priority: null,
  looked_up: "",
  asks_person: false,
  passed: [],
  ...patch,
});

test("before the first word the opening and its buttons are on the screen", () => {
  const trial = { opening: { text: "What can I do?", labels: ["A visit"] }, turns: [] };
  expect(bubbles(trial)).toEqual([{ key: "opening", who: "assistant", text: "What can I do?" }]);
  expect(choices(trial)).toEqual([{ text: "A visit", choice: "" }]);
});

test("a pressed button is sent with its id", () => {
  const asked = turn({
    flow: "menu",
    says: ["Which?"],
    buttons: [{ id: "menu:day:a", label: "A" }],
  });
  expect(choices({ opening: null, turns: [asked] })).toEqual([{ text: "A", choice: "menu:day:a" }]);
});

test("what happens besides the words is told", () => {
  expect(notes(turn({ handoff: "Return", team: "returns", ended: "handoff" }))).toEqual([
    "A person is fetched: Return, team returns",
  ]);
  expect(notes(turn({ said: "hm" }))).toEqual([
    "No flow begins with this; the assistant would answer.",
  ]);
  expect(notes(turn({ flow: "menu", says: ["Which?"] }))).toEqual([]);
});

test("what was collected adds up over the turns", () => {
  const turns = [turn({ fields: { order: "L-1" } }), turn({ fields: { order: "L-2", why: "x" } })];
  expect(collected({ opening: null, turns })).toEqual({ order: "L-2", why: "x" });
});

test("how a flow begins is a sentence", () => {
  const flow = { id: "f", opening: false, words: ["a", "b", "c", "d"], topics: [], steps: [] };
  expect(begins(flow)).toBe("begins with “a”, “b”, “c” …");
  expect(begins({ ...flow, words: [] })).toBe("is begun by other flows only");
});
