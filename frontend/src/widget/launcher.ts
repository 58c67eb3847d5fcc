/**
 * widget.js: the launcher on somebody else's page, and the one global `Warmline`.
 *
 * It asks nothing of the network until the visitor shows interest or already has a conversation;
 * then it imports panel.js, which does the rest.
 */

import { clampAccent } from "../ui/accent";
import { isLive, keep, keptUnder } from "./keeping";
import css from "./launcher.css?inline";
import { NAMES } from "./names";
import type { EventName, Host, Mount, Panel } from "./seam";
import { type Settings, settingsOf } from "./settings";

type Command = readonly unknown[]; // name, then what it needs
type Listener = (detail: unknown) => void;

const SVG = "http://www.w3.org/2000/svg";
const BUBBLE = "M22 17a2 2 0 0 1-2 2H7l-5 4V5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2z";
const CROSS = "M18 6 6 18M6 6l12 12";

const div = () => document.createElement("div");

class Launcher implements Host {
  settings: Settings;
  readonly languages = Object.keys(NAMES);
  readonly root = div();
  readonly slot = div();
  readonly button = document.createElement("button");
  readonly #host = document.createElement("warmline-chat");
  readonly #icon = document.createElementNS(SVG, "path");
  readonly #dark = matchMedia("(prefers-color-scheme: dark)");
  readonly #listeners = new Map<unknown, Listener[]>();
  #panel: Promise<Panel> | null = null;
  #open = false;
  #accent: string;
  readonly told: Record<string, unknown> = {};

  constructor(settings: Settings) {
    const kept = keptUnder(settings.key);
    this.settings = { ...settings, language: kept?.language || settings.language };
    this.#accent = settings.accent;
    this.#draw();
    const { open } = settings;
    if (kept?.open || open === "always" || (open === "once" && !kept)) this.#turn(true, false);
    else if (isLive(kept, Date.now())) void this.#load();
  }

  #draw(): void {
    const { position, offsetX, offsetY, z, language, hideLauncher } = this.settings;
    const { root, slot, button } = this;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    const shadow = this.#host.attachShadow({ mode: "open" });
    shadow.adoptedStyleSheets = [sheet];
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    svg.append(this.#icon);
    button.type = "button";
    button.className = "fab";
    button.setAttribute("aria-label", NAMES[language] ?? "");
    button.hidden = hideLauncher;
    button.append(svg);
    root.className = "root";
    root.lang = language;
    root.dir = language === "ar" ? "rtl" : "ltr";
    root.append(slot, button);
    this.#set("z", `${z}`);
    this.#set("x", position === "start" ? `${offsetX}px auto` : `auto ${offsetX}px`);
    this.#set("y", `${offsetY}px`);
    shadow.append(root);
    this.paint(this.#accent);
    this.#showOpen();
    this.#listen();
    // Beside <body>: its transforms do not move the chat, and it can be made inert on phones.
    document.documentElement.append(this.#host);
  }

  #listen(): void {
    const { button } = this;
    button.onclick = () => this.setOpen(!this.#open);
    button.onpointerenter = button.onfocus = button.ontouchstart = () => this.#load();
    this.#dark.onchange = () => this.paint(this.#accent);
  }

  /** Custom properties reach the style sheets; no Content-Security-Policy forbids setting them. */
  #set(name: string, value: string): void {
    this.#host.style.setProperty(`--${name}`, value);
  }

  paint(accent: string): void {
    this.#accent = accent;
    const { theme } = this.settings;
    const isDark = theme === "dark" || (theme !== "light" && this.#dark.matches);
    const shade = isDark ? "dark" : "light";
    const { fill, onFill, text } = clampAccent(accent, shade);
    this.root.dataset.theme = shade;
    this.#set("accent", fill);
    this.#set("on-accent", onFill);
    this.#set("accent-text", text);
  }

  setOpen(open: boolean): void {
    if (this.#open !== open) this.#turn(open, true);
  }

  #turn(open: boolean, byVisitor: boolean): void {
    const { key } = this.settings;
    const kept = keptUnder(key);
    this.#open = open;
    this.#showOpen();
    if (byVisitor && (kept || this.settings.open === "once")) keep(key, { ...kept, open });
    if (!open) this.button.focus();
    if (open || this.#panel) void this.#load()?.then((panel) => panel?.shown(open, byVisitor));
    this.emit("open", open);
  }

  #showOpen(): void {
    this.slot.hidden = !this.#open;
    this.button.setAttribute("aria-expanded", String(this.#open));
    this.#icon.setAttribute("d", this.#open ? CROSS : BUBBLE);
  }

  /** The panel; nothing when it cannot be loaded now, and the next sign of interest tries again. */
  async #load(): Promise<Panel | undefined> {
    const address = `${this.settings.base}panel.js`;
    const load = async () => {
      const { mount }: { mount: Mount } = await import(/* @vite-ignore */ address);
      return mount(this);
    };
    this.#panel ??= load();
    try {
      return await this.#panel;
    } catch (error) {
      this.#panel = null;
      this.#open = false;
      this.#showOpen();
      console.error(error);
      return undefined;
    }
  }

  emit(name: EventName, detail: unknown): void {
    for (const listener of this.#listeners.get(name) ?? []) listener(detail);
  }

  /** One call of the page's `Warmline(name, …)`. */
  obey([name, first, second]: Command): void {
    const { key } = this.settings;
    if (name === "open" || name === "close") this.setOpen(name === "open");
    else if (name === "show" || name === "hide") this.root.hidden = name === "hide";
    else if (name === "on")
      this.#listeners.set(first, [...(this.#listeners.get(first) ?? []), second as Listener]);
    else if (name === "send") {
      this.setOpen(true);
      void this.#load().then((panel) => panel?.say(String(first)));
    } else if (name === "shutdown") {
      this.#host.remove();
      void this.#panel?.then((panel) => panel.shutdown());
      keep(key, null);
    } else this.told[name as string] = first;
  }
}

interface Page {
  Warmline?: { (...command: Command): void; q?: ArrayLike<unknown>[]; ready?: boolean };
}

function start() {
  const script = document.currentScript as HTMLScriptElement;
  const page = window as unknown as Page;
  const early = page.Warmline;
  if (early?.ready) return;
  const wishes = [document.documentElement.lang, ...navigator.languages];
  const settings = settingsOf(script.dataset, script.src, wishes);
  if (!settings.key) return console.error("Warmline: no data-key");
  if (!("adoptedStyleSheets" in document)) return link(settings);
  const launcher = new Launcher(settings);
  page.Warmline = Object.assign((...command: Command) => launcher.obey(command), { ready: true });
  for (const command of early?.q ?? []) launcher.obey(Array.from(command));
}

/** A browser too old for the widget gets a link to the hosted page. */
function link({ base, key, language }: Settings): void {
  const made = document.createElement("a");
  made.href = `${base}c/${key}`;
  made.textContent = NAMES[language] ?? "";
  document.body.append(made);
}

start();
