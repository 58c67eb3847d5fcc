import { expect, test } from "vitest";
import { row } from "../live/fixtures";
import { pressed } from "./keys";
import { COMMANDS, type Scene } from "./registry";

const press = (key: string, patch = {}) => ({
  key,
  mod: false,
  alt: false,
  shift: false,
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

test("a letter with Shift is a key of its own, and a sign that needs Shift is not", () => {
  expect(hit("", press("J", { shift: true }))).toBe("extend-next");
  expect(hit("", press("j"))).toBe("next");
  expect(hit("", press("?", { shift: true }))).toBe("help");
  expect(hit("", press("A", { shift: true }))).toBe("presence");
});

const place = { list: "open", conversation: "c1" } as const;
const mine = row({ status: "active", operator: "me" });
const nowhere: Scene = {
  me: "me",
  role: "operator",
  place: null,
  row: null,
  selected: 0,
  offered: false,
};
const offered = (patch: Partial<Scene>) =>
  COMMANDS.filter(
    (one) => one.group === "This conversation" && one.applies({ ...nowhere, place, ...patch }),
  ).map(({ id }) => id);

test("what cannot be done now is not offered", () => {
  expect(offered({ place: null })).toEqual([]);
  expect(offered({ row: mine })).toContain("return");
  expect(offered({ row: mine })).toContain("snooze");
  expect(offered({ me: "tom", row: mine })).not.toContain("return");
  expect(offered({ me: "tom", row: mine })).not.toContain("resolve");
  expect(offered({ row: row({ status: "resolved" }) })).not.toContain("resolve");
});

test("only supervisors take over, and only what a colleague holds", () => {
  expect(offered({ me: "tom", row: mine })).not.toContain("take_over");
  expect(offered({ me: "tom", role: "supervisor", row: mine })).toContain("take_over");
  expect(offered({ me: "me", role: "supervisor", row: mine })).not.toContain("take_over");
});

test("who only reads is offered nothing that changes anything", () => {
  expect(offered({ role: "viewer", row: mine })).toEqual(["panel", "back"]);
});

test("in a drill there is nothing to do, and settings are opened by those who may", () => {
  expect(offered({ row: { ...mine, drill: true } })).toEqual(["panel", "back"]);
  const settings = COMMANDS.find(({ id }) => id === "go-teams");
  expect(settings?.applies(nowhere)).toBe(false);
  expect(settings?.applies({ ...nowhere, role: "admin" })).toBe(true);
});

test("a selection can be worked on without an open conversation", () => {
  expect(offered({ selected: 2 })).toEqual(
    expect.arrayContaining(["claim", "transfer", "resolve"]),
  );
  expect(offered({ selected: 2 })).not.toContain("take_over");
});

test("an offer is taken and passed by keys while there is one", () => {
  const take = COMMANDS.find(({ id }) => id === "take-offer");
  expect(take?.applies(nowhere)).toBe(false);
  expect(take?.applies({ ...nowhere, offered: true })).toBe(true);
});
