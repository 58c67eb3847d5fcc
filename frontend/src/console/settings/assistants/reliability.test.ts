import { expect, test } from "vitest";
import { HEIGHT, spots, WIDTH } from "./reliability";

const empty = { count: 0, said: null, right: null };

test("only tenths with verdicts are drawn, larger where there are more", () => {
  const bins = [empty, { count: 1, said: 0.15, right: 0 }, { count: 100, said: 0.25, right: 1 }];
  const [few, many, ...none] = spots({ bins, error: 0 });
  expect(none).toEqual([]);
  expect(few).toMatchObject({ x: 0.15 * WIDTH, y: HEIGHT });
  expect(many).toMatchObject({ x: 0.25 * WIDTH, y: 0 });
  expect(many?.r).toBeGreaterThan(few?.r ?? 0);
});
