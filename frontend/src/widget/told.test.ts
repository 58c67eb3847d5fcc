import { expect, test } from "vitest";
import { toldBy } from "./told";

test("a page that says nothing is where it is, and knows nobody", () => {
  expect(toldBy({})).toEqual({ page: location.href, attributes: {} });
});

test("the page's own address counts before the browser's", () => {
  expect(toldBy({ page: { url: "/step/2" } }).page).toBe("/step/2");
  expect(toldBy({ page: { url: "p".repeat(9999) } }).page).toHaveLength(2000);
  expect(toldBy({ page: undefined }).page).toBe(location.href);
});

test("attributes go as they are, the signed token one of them", () => {
  const identify = { token: "a.b.c", plan: "gold", seats: 12, vip: true };
  expect(toldBy({ identify }).attributes).toEqual(identify);
});

test.each([null, undefined, 7, []])("an identity that is none says nothing: %j", (identify) => {
  expect(toldBy({ identify }).attributes).toEqual({});
});
