import { expect, test } from "vitest";
import { attributesOf } from "./attributes";
import {
  added,
  changed,
  keyed,
  keyOf,
  moved,
  removed,
  sentence,
  tidied,
  unreachable,
} from "./routes";

const pricing = { id: "sales", team: "sales", when: { page: { contains: "/pricing" } } };
const all = { id: "rest", team: "support" };

test("a route reads as a sentence", () => {
  expect(sentence({ ...pricing, skills: ["french"], priority: 5 }, "Sales")).toBe(
    "When page contains /pricing: to Sales, with french, priority 5",
  );
  expect(sentence(all, "Support")).toBe("Always: to Support");
});

test("routes change places, come and go, and new ones get a free id", () => {
  const routes = keyed([pricing, all]);
  expect(moved(routes, 1, -1).map(({ id }) => id)).toEqual(["rest", "sales"]);
  expect(moved(routes, 0, -1)).toBe(routes);
  const more = added(added(routes, "support"), "support");
  expect(new Set(more.map(({ id }) => id)).size).toBe(4);
  expect(new Set(more.map(keyOf)).size).toBe(4);
  expect(removed(more, 0)).toHaveLength(3);
});

test("what is sent holds nothing empty and nothing of the screen", () => {
  const routes = changed(keyed([pricing]), 0, { skills: [], priority: null });
  expect(tidied(routes)).toEqual([pricing]);
});

test("what stands after a route that always matches is never reached", () => {
  expect([...unreachable([all, pricing])]).toEqual([1]);
  expect(unreachable([pricing, all]).size).toBe(0);
});

test("attributes are typed as names and values", () => {
  expect(attributesOf("plan: gold, site=https://a.example")).toEqual({
    plan: "gold",
    site: "https://a.example",
  });
  expect(attributesOf(" , ")).toEqual({});
});
