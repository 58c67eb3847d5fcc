import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FileView } from "../protocol/frames";
import type { Change } from "./acts";
import { fill } from "./files";
import { phrasesIn } from "./phrases";
import english from "./strings/en.json";

const phrases = phrasesIn("en", english);
const talk = { model: { token: "t1" } };
const LATER = (Math.floor(Date.now() / 1000) + 40_000).toString(16);

const file = (given: Partial<FileView> = {}): FileView => ({
  id: "f1",
  name: "holiday.png",
  type: "image/png",
  size: 2_000_000,
  state: "ready",
  why: "",
  url: `/files/f1/v${LATER}.mac/holiday.png`,
  thumbnail_url: `/files/f1/v${LATER}.mac/holiday.png?thumbnail`,
  ...given,
});

let area: HTMLElement;

beforeEach(() => {
  const host = document.createElement("div");
  document.body.replaceChildren(host);
  const root = host.attachShadow({ mode: "open" });
  root.innerHTML = '<section class="w"><span></span></section>';
  area = root.querySelector("span") as HTMLElement;
});
afterEach(() => vi.unstubAllGlobals());

const soon = () => new Promise((resolve) => setTimeout(resolve));

test("a picture is shown small, under its name, and opens in a tab of its own", () => {
  fill(area, talk, phrases, [file()]);
  const link = area.querySelector("a");
  expect(link?.querySelector("img")?.alt).toBe("holiday.png");
  expect(link?.querySelector("img")?.src).toContain("?thumbnail");
  expect([link?.target, link?.rel]).toEqual(["_blank", "noopener"]);
  expect(link?.textContent).toContain("opens in a new tab");
});

test("any other file is a name and a size, whatever its name holds", () => {
  const name = "<img src=x onerror=alert(1)>.pdf";
  fill(area, talk, phrases, [file({ name, thumbnail_url: "" })]);
  expect(area.querySelector("img")).toBeNull();
  expect(area.querySelector("b")?.textContent).toBe(name);
  expect(area.querySelector("small")?.textContent).toBe("2 MB");
});

test("a refused file tells why, and leads nowhere", () => {
  fill(area, talk, phrases, [file({ state: "refused", why: "virus", url: "" })]);
  expect(area.querySelector("a")).toBeNull();
  expect(area.textContent).toContain(english.file_harmful);
});

test("drawn again with the same files nothing is touched", () => {
  fill(area, talk, phrases, [file()]);
  const before = area.firstChild;
  fill(area, talk, phrases, [file()]);
  expect(area.firstChild).toBe(before);
});

test("an address that has run out is asked for anew, with the visitor's token", async () => {
  const fresh = file({ url: `/files/f1/v${LATER}.new/holiday.png`, thumbnail_url: "" });
  const asked = vi.fn(async () => new Response(JSON.stringify(fresh)));
  vi.stubGlobal("fetch", asked);
  fill(area, talk, phrases, [file({ url: "/files/f1/v1.old/holiday.png" })]);
  await soon();
  await soon();
  const [address, given] = asked.mock.calls[0] as unknown as [URL, RequestInit];
  expect(String(address)).toContain("api/visitor/files/f1");
  expect(given.headers).toEqual({ authorization: "Bearer t1" });
  expect(area.querySelector("a")?.href).toContain(".new/");
});

// ── the composer ─────────────────────────────────────────────────────────────────────────────────

class FakeRequest {
  static all: FakeRequest[] = [];
  upload: { onprogress?: (event: object) => void } = {};
  status = 0;
  response: unknown = null;
  onload: () => void = () => undefined;
  onabort: () => void = () => undefined;
  sent: FormData | null = null;
  readonly headers: Record<string, string> = {};
  constructor() {
    FakeRequest.all.push(this);
  }
  open() {}
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value;
  }
  send(form: FormData) {
    this.sent = form;
  }
  abort() {
    this.onabort();
  }
  answer(status: number, response: unknown) {
    this.status = status;
    this.response = response;
    this.onload();
  }
}

function composer() {
  FakeRequest.all = [];
  vi.stubGlobal("XMLHttpRequest", FakeRequest);
  const told: Parameters<Change>[0][] = [];
  fill(area, talk, phrases, (take) => told.push(take));
  return { told, last: () => told.at(-1), items: () => [...area.querySelectorAll("li")] };
}

function paste(...files: File[]) {
  const event = new Event("paste", { bubbles: true, cancelable: true });
  Object.assign(event, { clipboardData: { files } });
  area.dispatchEvent(event);
  return event;
}

const picture = () => new File(["x"], "pasted.png", { type: "image/png" });

test("the button for files has a name, and is no part of a form", () => {
  composer();
  const button = area.querySelector("button");
  expect(button?.getAttribute("aria-label")).toBe("Attach a file");
  expect(button?.type).toBe("button");
});

test("a pasted picture goes up, holds the message back, and then goes along with it once", async () => {
  const { told, last, items } = composer();
  expect(paste(picture()).defaultPrevented).toBe(true);
  const [request] = FakeRequest.all;
  expect(request?.headers).toEqual({ authorization: "Bearer t1" });
  expect((request?.sent?.get("file") as File | undefined)?.name).toBe("pasted.png");
  expect(last()).toBeNull();
  request?.upload.onprogress?.({ loaded: 1, total: 4 });
  expect(items()[0]?.querySelector("progress")?.value).toBe(0.25);
  request?.answer(200, file({ id: "f9" }));
  await soon();
  expect(area.querySelector('[role="status"]')?.textContent).toContain("attached");
  const take = last();
  expect(take?.()).toEqual(["f9"]);
  expect([told.at(-1), items()]).toEqual([undefined, []]);
});

test("a file that is not taken says why and keeps no message back", async () => {
  const { last, items } = composer();
  paste(picture());
  FakeRequest.all[0]?.answer(422, { code: "file_type" });
  await soon();
  expect(items()[0]?.textContent).toContain(english.file_type);
  expect(last()).toBeUndefined();
});

test("what is removed is stopped, and the focus goes to the button", () => {
  const { last, items } = composer();
  paste(picture());
  const remove = items()[0]?.querySelector("button");
  expect(remove?.getAttribute("aria-label")).toBe("Remove pasted.png");
  remove?.click();
  expect([items(), last()]).toEqual([[], undefined]);
  const root = area.getRootNode() as ShadowRoot;
  expect(root.activeElement?.getAttribute("aria-label")).toBe("Attach a file");
});
