import { expect, test } from "vitest";
import type { Draft } from "../protocol/frames";
import { shown } from "./streaming";

const draft: Draft = { type: "draft", conversation: "c", answers: 4, epoch: 2, text: "Pending" };
const standing = { floor: "assistant", epoch: 2 } as const;
const question = { kind: "message", seq: 4, author: "visitor" };

test("a draft is shown while its question is the newest word", () => {
  expect(shown(draft, standing, [question])).toBe(draft);
});

test("a second question of the visitor leaves the draft", () => {
  const again = { kind: "message", seq: 5, author: "visitor" };
  expect(shown(draft, standing, [question, again])).toBe(draft);
});

test("not one word stays once the assistant, the house or a person has answered", () => {
  for (const author of ["assistant", "system", "operator"]) {
    const answer = { kind: "message", seq: 6, author };
    const between = { kind: "event", seq: 5 };
    expect(shown(draft, standing, [question, between, answer]), author).toBeNull();
  }
});

test("not one word stays once somebody else has the floor", () => {
  expect(shown(draft, { floor: "human", epoch: 3 }, [question])).toBeNull();
  expect(shown(draft, { floor: "assistant", epoch: 4 }, [question])).toBeNull();
  expect(shown(draft, { floor: "human", epoch: 2 }, [question])).toBeNull();
});

test("before the server said how things stand, nothing is shown", () => {
  expect(shown(draft, null, [])).toBeNull();
});
