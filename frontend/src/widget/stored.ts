/** What this browser keeps of a conversation. */

import type { Outbox } from "../live/outbox";
import type { VisitorEntry, VisitorState } from "../protocol/frames";
import { keep, keptUnder, storageKey } from "./keeping";
import type { Request } from "./requests";

export const KEPT_ENTRIES = 50;

export interface Stored {
  readonly token: string;
  readonly conversation: string; // "": nothing said yet
  readonly open: boolean;
  readonly entries: readonly VisitorEntry[];
  readonly standing: VisitorState | null;
  readonly seen: number; // number of the newest entry that was on screen
  readonly text: string; // written, not sent
  readonly unsent: Outbox<Request>;
  readonly language: string; // "": not chosen by the visitor
  readonly sound: boolean;
}

export const blank: Stored = {
  token: "",
  conversation: "",
  open: false,
  entries: [],
  standing: null,
  seen: 0,
  text: "",
  unsent: [],
  language: "",
  sound: true,
};

export function read(key: string): Stored | null {
  const kept = keptUnder(key);
  return kept && ({ ...blank, ...kept } as Stored);
}

export const write: (key: string, stored: Stored | null) => void = keep;

/** Whether another tab has written what is kept. */
export function isOurs(event: Event, key: string): boolean {
  return (event as StorageEvent).key === storageKey(key);
}
