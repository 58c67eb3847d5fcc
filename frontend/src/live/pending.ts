/** Files that a message is to have, on their way to the server, as values. Pure. */

import type { FileView } from "../protocol/frames";

export const MOST = 10; // with one message

export interface Pending {
  readonly key: number;
  readonly name: string;
  readonly size: number;
  readonly part: number; // 0 to 1: how much of it is there
  readonly view?: FileView; // taken
  readonly why?: string; // not taken
}

export type Box = readonly Pending[];

export function added(box: Box, key: number, name: string, size: number): Box {
  return [...box, { key, name, size, part: 0 }];
}

export function changed(box: Box, key: number, change: Partial<Pending>): Box {
  return box.map((one) => (one.key === key ? { ...one, ...change } : one));
}

export function without(box: Box, key: number): Box {
  return box.filter((one) => one.key !== key);
}

/** Something is still on its way: a message would go without it. */
export function busy(box: Box): boolean {
  return box.some(({ view, why }) => !view && !why);
}

/** The ids that a message takes along. */
export function ready(box: Box): string[] {
  return box.flatMap(({ view }) => (view ? [view.id] : []));
}

/** How many more fit. */
export function room(box: Box): number {
  return MOST - box.filter(({ why }) => !why).length;
}
