/** The assistant's answer while it is being written: which drafts may still be shown. Pure. */

import type { Draft } from "../protocol/frames";

interface Spoken {
  readonly kind: string;
  readonly seq: number;
  readonly author?: string;
}

interface Standing {
  readonly floor: "assistant" | "human";
  readonly epoch: number;
}

/**
 * The draft, or null when not one word of it may stay: another floor or epoch, or an answer (by
 * whoever) already stands above the message that it answers.
 */
export function shown(
  draft: Draft | null,
  standing: Standing | null,
  entries: readonly Spoken[],
): Draft | null {
  if (!draft || !standing) return null;
  if (standing.floor !== "assistant" || standing.epoch !== draft.epoch) return null;
  return answered(draft.answers, entries) ? null : draft;
}

function answered(question: number, entries: readonly Spoken[]): boolean {
  for (let index = entries.length - 1; index >= 0; index--) {
    const entry = entries[index];
    if (!entry || entry.seq <= question) return false;
    if (entry.kind === "message" && entry.author !== "visitor") return true;
  }
  return false;
}
