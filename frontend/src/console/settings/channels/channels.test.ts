import { expect, test } from "vitest";
import type { Channel, ChannelKind } from "../../api/channels";
import { channelWords } from "../../ui/channels";
import { summary } from "./Findings";
import { blank, linked, shownOf, typed } from "./form";
import { aftermath } from "./RemoveChannel";
import { ago, reason } from "./standing";

const field = {
  kind: "text",
  help: "",
  required: true,
  default: "",
  choices: [],
  expected: "",
  advanced: false,
} as const;

const KIND: ChannelKind = {
  name: "toy",
  label: "Toy",
  guide: [],
  form: [
    { ...field, key: "host", label: "Host", default: "toy.example" },
    { ...field, key: "token", label: "Token", kind: "secret" },
  ],
  abilities: {
    length: 10,
    unit: "characters",
    buttons: 0,
    media: {},
    typing: false,
    receipts: [],
    edits: false,
    window: 0,
    window_of_people: 0,
    templates: false,
  },
};

const CHANNEL: Channel = {
  id: "x",
  kind: "toy",
  label: "Toy",
  name: "Mine",
  assistant: "main",
  on: true,
  settings: { host: "other.example" },
  secrets: { token: "set" },
  webhook_url: "",
  standing: "good",
  health: {
    heard_at: 1,
    sent_at: 0,
    failed_at: 0,
    error: "",
    failures: 0,
    expires_at: 0,
    checked_at: 0,
    findings: [],
  },
  load: { conversations: 0, open: 0, unread: 0, dead: 0, failed: 0 },
};

const NOW = new Date(2026, 10, 21, 12).getTime();

test("a new form shows the defaults, one of a channel what it is set up with and no secret", () => {
  expect(blank(KIND, "main")).toEqual({
    name: "Toy",
    assistant: "main",
    settings: { host: "toy.example" },
    secrets: { token: "" },
  });
  expect(shownOf(KIND, CHANNEL)).toMatchObject({
    settings: { host: "other.example" },
    secrets: { token: "" },
  });
});

test("a secret that is left empty is not sent, one that is cleared is", () => {
  expect(typed({ token: "", other: "t", gone: null })).toEqual({ other: "t", gone: null });
});

test("addresses in a step of the guide can be opened, without the full stop behind them", () => {
  expect(linked("Open https://t.me/botfather. Then (https://a.example/b).")).toEqual([
    "Open ",
    "https://t.me/botfather",
    ". Then (",
    "https://a.example/b",
    ").",
  ]);
  expect(linked("No address")).toEqual(["No address"]);
});

test("how long ago something was is said in words", () => {
  expect(ago(0, NOW)).toBe("never");
  expect(ago(NOW - 5_000, NOW)).toBe("just now");
  expect(ago(NOW - 120_000, NOW)).toBe("2 minutes ago");
});

test("a channel in trouble says the gravest reason", () => {
  const health = { ...CHANNEL.health, failures: 3, error: "401: the token is wrong" };
  expect(reason({ ...CHANNEL, standing: "trouble", health }, NOW)).toBe("401: the token is wrong.");
  const expired = { ...health, expires_at: NOW - 1 };
  expect(reason({ ...CHANNEL, standing: "trouble", health: expired }, NOW)).toBe(
    "Its token has expired.",
  );
  const found = { step: "Token", well: false, words: "", remedy: "" };
  const checked = { ...CHANNEL.health, findings: [found] };
  expect(reason({ ...CHANNEL, standing: "trouble", health: checked }, NOW)).toBe(
    "The check found 1 thing to mend.",
  );
  expect(reason({ ...CHANNEL, load: { ...CHANNEL.load, dead: 2 } }, NOW)).toBe(
    "2 messages were given up.",
  );
  expect(reason(CHANNEL, NOW)).toBe("");
});

test("a check is summed up, and removing says what becomes of the conversations", () => {
  const step = { step: "a", well: true, words: "", remedy: "" };
  expect(summary([step, { ...step, well: false }])).toBe("1 of 2 steps are well.");
  expect(summary([step, step])).toBe("All 2 steps are well.");
  expect(summary([step])).toBe("The one step is well.");
  const load = { ...CHANNEL.load, conversations: 12 };
  expect(aftermath(load)).toBe("Its 12 conversations stay, with all that was said.");
  expect(aftermath({ ...load, open: 3 })).toContain("in the 3 that are open");
});

test("a channel is called by its kind and its name, and nothing is said twice", () => {
  expect(channelWords("telegram", "")).toBe("Telegram");
  expect(channelWords("telegram", "Telegram Berlin")).toBe("Telegram Berlin");
  expect(channelWords("whatsapp", "Shop Berlin")).toBe("WhatsApp, Shop Berlin");
});
