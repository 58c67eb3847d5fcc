/** panel.js: builds the chat inside the launcher's shadow root. Everything outside is handed in here. */

import type { Clock } from "../live/socket";
import { apiAt } from "./api";
import { Chat } from "./chat";
import { isLive } from "./keeping";
import css from "./panel.css?inline";
import { phrasesFor } from "./phrases";
import type { Host, Panel } from "./seam";
import { read, write } from "./stored";
import { type Ports, Thread } from "./thread";
import { toldBy } from "./told";
import { dialEither, dialPolling, dialSocket } from "./wires";

const clock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

const ID_LETTERS = "0123456789abcdefghijklmnopqrstuv";

/** 100 random bits. Not `randomUUID`: that exists on https pages only. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(20));
  return Array.from(bytes, (byte) => ID_LETTERS[byte % 32]).join("");
}

function portsFor(host: Host, chat: Chat): Ports {
  const { key, base } = host.settings;
  const api = apiAt(base);
  return {
    clock,
    newId,
    random: Math.random,
    session: (token) =>
      api.session({
        key,
        language: host.root.lang,
        page: toldBy(host.told).page,
        ...(token && { token }),
      }),
    dial: (token, socket) =>
      dialEither(dialSocket(new URL(socket, base).href), dialPolling(api, token, clock)),
    read: () => read(key),
    write: (stored) => write(key, { ...stored, open: !host.slot.hidden }),
    changed: (model) => chat.changed(model),
    arrived: (entries) => chat.arrived(entries),
  };
}

function liveRegion(): HTMLElement {
  const status = document.createElement("div");
  status.className = "vh";
  status.setAttribute("role", "status");
  status.setAttribute("aria-atomic", "false");
  return status;
}

export async function mount(host: Host): Promise<Panel> {
  const { key, language } = host.settings;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  (host.slot.getRootNode() as ShadowRoot).adoptedStyleSheets.push(sheet);
  const phrases = await phrasesFor(language, host.settings.base);
  host.root.lang = phrases.language;
  host.root.dir = phrases.dir;
  const status = liveRegion();
  host.root.append(status);
  const begin = (chat: Chat) => new Thread(portsFor(host, chat), read(key));
  const chat = new Chat(host, phrases, status, begin);
  if (isLive(read(key), clock.now())) chat.takeUp();
  return chat;
}
