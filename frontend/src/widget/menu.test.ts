// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from "vitest";
import { fill } from "./menu";
import { phrasesIn } from "./phrases";
import english from "./strings/en.json";

const phrases = phrasesIn("en", english);
const talk = { model: { token: "t0ken" } };
const TELEGRAM = { kind: "telegram", label: "Telegram", url: "https://t.me/shop?start=wl1" };

function menu(): HTMLElement {
  document.body.innerHTML = `<div class="menu"><label>Language</label><button>Sound</button></div>`;
  return document.querySelector<HTMLElement>(".menu") as HTMLElement;
}

function answering(status: number, body: unknown) {
  const fetching = vi.fn(async (_url: URL, _init: RequestInit) => Response.json(body, { status }));
  vi.stubGlobal("fetch", fetching);
  return fetching;
}

afterEach(() => vi.unstubAllGlobals());

test("each way is a link before the menu's own, in a tab of its own that knows nothing of ours", async () => {
  const fetching = answering(200, { links: [TELEGRAM] });
  const area = menu();
  await fill(area, talk, phrases);
  const [link] = area.querySelectorAll("a");
  expect(link?.textContent).toBe("Continue in Telegram");
  expect(link?.href).toBe(TELEGRAM.url);
  expect([link?.target, link?.rel]).toEqual(["_blank", "noopener noreferrer"]);
  expect(link?.nextElementSibling?.textContent).toBe("Sound");
  const [url, init] = fetching.mock.calls[0] ?? [];
  expect(url?.pathname.endsWith("/api/visitor/links")).toBe(true);
  expect(init?.headers).toMatchObject({ authorization: "Bearer t0ken" });
  expect(init?.credentials).toBe("omit");
});

test("where there is no way, no answer or no conversation, the menu stays as it is", async () => {
  const area = menu();
  answering(200, { links: [] });
  await fill(area, talk, phrases);
  answering(429, { code: "rate_limited" });
  await fill(area, talk, phrases);
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));
  await fill(area, talk, phrases);
  const unasked = answering(200, { links: [TELEGRAM] });
  await fill(area, { model: { token: "" } }, phrases);
  await fill(null, talk, phrases);
  expect(unasked).not.toHaveBeenCalled();
  expect(area.querySelector("a")).toBeNull();
});

test("a menu that was closed meanwhile gets nothing", async () => {
  answering(200, { links: [TELEGRAM] });
  const area = menu();
  area.remove();
  await fill(area, talk, phrases);
  expect(area.querySelector("a")).toBeNull();
});

test("only addresses that a browser opens safely become links", async () => {
  answering(200, { links: [{ ...TELEGRAM, url: "javascript:alert(1)" }, TELEGRAM] });
  const area = menu();
  await fill(area, talk, phrases);
  expect(area.querySelectorAll("a")).toHaveLength(1);
});
