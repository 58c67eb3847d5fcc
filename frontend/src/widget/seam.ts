/** What launcher (widget.js) and panel (panel.js) ask of each other. Types only. */

import type { Settings } from "./settings";

export type EventName = "message" | "handoff" | "unread" | "open";

export interface Host {
  readonly settings: Settings;
  readonly languages: readonly string[]; // that there are strings for
  readonly root: HTMLElement; // inside the shadow root; carries theme, language and accent
  readonly slot: HTMLElement; // where the panel draws itself; hidden while closed
  readonly button: HTMLButtonElement; // the launcher
  setOpen(open: boolean): void;
  paint(accent: string): void; // the assistant's colour, where the tag names none
  emit(name: EventName, detail: unknown): void;
  readonly told: Readonly<Record<string, unknown>>; // what the page said last: page, identify
}

export interface Panel {
  shown(open: boolean, byVisitor: boolean): void; // byVisitor: the focus may move
  say(text: string): void;
  shutdown(): void;
}

export type Mount = (host: Host) => Promise<Panel>;
