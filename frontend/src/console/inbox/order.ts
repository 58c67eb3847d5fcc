/** Keeps rows still under the pointer: the order changes only while nobody points at the list. */

export interface Held {
  readonly shown: readonly string[]; // ids in the order on screen
  readonly fresh: number; // rows that would show but are held back
}

/** What to show of ``wanted`` while ``held``: what was there stays where it was. */
export function hold(shown: readonly string[], wanted: readonly string[], held: boolean): Held {
  if (!held || shown.length === 0) return { shown: wanted, fresh: 0 };
  const known = new Set(shown);
  return { shown, fresh: wanted.filter((id) => !known.has(id)).length };
}

/** Pages loaded at the foot come in even while held: they move nothing. */
export function withTail(shown: readonly string[], wanted: readonly string[]): readonly string[] {
  const known = new Set(shown);
  const lastKnown = wanted.findLastIndex((id) => known.has(id));
  return [...shown, ...wanted.slice(lastKnown + 1).filter((id) => !known.has(id))];
}
