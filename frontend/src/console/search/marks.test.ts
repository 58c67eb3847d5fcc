import { expect, test } from "vitest";
import { pieces } from "./marks";

const told = (text: string, marks: [number, number][]) =>
  pieces(text, marks).map(({ text: part, marked }) => (marked ? `[${part}]` : part));

test("what was found is marked where it stands", () => {
  expect(told("a refund please", [[2, 8]])).toEqual(["a ", "[refund]", " please"]);
  expect(told("refund", [[0, 6]])).toEqual(["[refund]"]);
  expect(told("nothing", [])).toEqual(["nothing"]);
});

test("characters beyond the basic plane count once, as the server counts them", () => {
  expect(told("😀 refund", [[2, 8]])).toEqual(["😀 ", "[refund]"]);
});

test("marks that overlap or reach over the end are left out", () => {
  expect(
    told("abcdef", [
      [0, 3],
      [2, 4],
      [5, 9],
    ]),
  ).toEqual(["[abc]", "def"]);
});
