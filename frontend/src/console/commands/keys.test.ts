import { expect, test } from "vitest";
import { row } from "../live/fixtures";
import { pressed } from "./keys";
import { COMMANDS } from "./registry";

const press = (key: string, patch = {}) => ({
  key,
  mod: false,
  alt: false,
  inField: false,
  ...patch,
});
const hit = (pending: string, one: ReturnType<typeof press>, single = true) =>
  pressed(COMMANDS, pending, one, single).command?.id ?? null;

test("a single key runs its command outside fields only", () => {
  expect(hit("", press("c"))).toBe("claim");
  expect(hit("", press("c", { inField: true }))).toBeNull();
});

test("single keys can be switched off; those with Ctrl or ⌘ stay", () => {
  expect(hit("", press("c"), false)).toBeNull();
  expect(hit("", press("k", { mod: true }), false)).toBe("palette");
});

test("a browser shortcut with Ctrl is not taken for a single key", () => {
  expect(hit("", press("c", { mod: true }))).toBeNull();
  expect(hit("", press("r", { mod: true }))).toBeNull();
});

test("two keys in a row go to a page; an unknown second one runs what it is", () => {
  const first = pressed(COMMANDS, "", press("g"), true);
  expect(first).toEqual({ command: null, pending: "g" });
  expect(hit("g", press("w"))).toBe("go-waiting");
  expect(hit("g", press("c"))).toBe("claim");
});

test("every command has its own key and its own name", () => {
  const keys = COMMANDS.map((one) => one.keys).filter(Boolean);
  expect(new Set(keys).size).toBe(keys.length);
  expect(new Set(COMMANDS.map(({ id }) => id)).size).toBe(COMMANDS.length);
});

test("what cannot be done now is not offered", () => {
  const offered = (scene: Parameters<(typeof COMMANDS)[number]["applies"]>[0]) =>
    COMMANDS.filter((one) => one.group === "This conversation" && one.applies(scene)).map(
      ({ id }) => id,
    );
  const place = { list: "open", conversation: "c1" } as const;
  expect(offered({ me: "me", place: null, row: null })).toEqual([]);
  const mine = row({ status: "active", operator: "me" });
  expect(offered({ me: "me", place, row: mine })).toContain("return");
  expect(offered({ me: "tom", place, row: mine })).not.toContain("return");
  expect(offered({ me: "me", place, row: row({ status: "resolved" }) })).not.toContain("resolve");
});
