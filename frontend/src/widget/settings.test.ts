import { expect, test } from "vitest";
import { isLive } from "./keeping";
import { firstKnown, settingsOf } from "./settings";

const SRC = "https://chat.example.com/widget.js";

test("a tag with a key alone is enough", () => {
  expect(settingsOf({ key: "pub_1" }, SRC, ["en-US"])).toMatchObject({
    key: "pub_1",
    base: "https://chat.example.com/",
    language: "en",
    hideLauncher: false,
    offsetX: 20,
    offsetY: 20,
  });
});

test("numbers that are none fall back", () => {
  const settings = settingsOf({ key: "k", offsetX: "8", offsetY: "much", z: "" }, SRC, []);
  expect(settings).toMatchObject({ offsetX: 8, offsetY: 20, z: 2_147_483_000 });
});

test("the tag's language comes first, then the page's, then the browser's, then English", () => {
  expect(settingsOf({ key: "k", lang: "de" }, SRC, ["fr", "es"]).language).toBe("de");
  expect(firstKnown(["", "pt-BR", "es"])).toBe("pt");
  expect(firstKnown(["xx", "zh_TW"])).toBe("zh");
  expect(firstKnown(["xx", "constructor"])).toBe("en");
});

test("a conversation is taken up by itself only while somebody waits for something", () => {
  const now = 1_000_000_000;
  const open = (at: number) => ({ entries: [{ at }], standing: { status: "open" } });
  expect(isLive(null, now)).toBe(false);
  expect(isLive(open(now - 60_000), now)).toBe(true);
  expect(isLive(open(now - 25 * 3_600_000), now)).toBe(false);
  expect(isLive({ standing: { status: "waiting" } }, now)).toBe(true);
  expect(isLive({ standing: { status: "active" } }, now)).toBe(true);
  expect(isLive({ standing: { status: "resolved" } }, now)).toBe(false);
  expect(isLive({ standing: { status: "resolved" }, unsent: [{}] }, now)).toBe(true);
});
