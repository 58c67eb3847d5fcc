import { expect, test } from "vitest";
import type { NoticesAnswer } from "../api/notices";
import type { Alert } from "../live/alerts";
import { rings } from "./chosen";

const replied: Alert = {
  notice: "visitor_replied",
  title: "",
  conversation: "c1",
  name: "",
  reason: "",
};
const choosing = (...ways: string[]): NoticesAnswer => ({
  wishes: {
    events: {},
    quiet: [],
    zone: "UTC",
    away_only: [],
    email_after_s: 0,
    phone: "",
    text: false,
  },
  events: [{ event: "visitor_replied", title: "", ways, own: true }],
  ways: [],
  text_allowed: false,
});

test("a visitor's answer rings only for who wants to be told of it here", () => {
  expect(rings(replied, choosing("console", "push"))).toBe(true);
  expect(rings(replied, choosing("push"))).toBe(false);
  expect(rings(replied, undefined)).toBe(true);
});

test("what the server tells was chosen already", () => {
  expect(rings({ ...replied, notice: "late" }, choosing())).toBe(true);
});
