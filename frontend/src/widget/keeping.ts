/** The one key of localStorage that the widget uses. Where storage is forbidden, nothing is kept. */

/** What the launcher must know of what is kept; the rest is in stored.ts. */
export interface Kept {
  readonly open?: boolean;
  readonly language?: string; // chosen by the visitor
  readonly entries?: readonly object[];
  readonly unsent?: readonly unknown[];
  readonly standing?: { readonly status: string } | null;
}

const FRESH_MS = 24 * 3600 * 1000; // an open conversation is taken up by itself for a day

export const storageKey = (key: string) => `lc:${key}`;

/** `null`: nothing is kept, or nothing that can be read. */
export function keptUnder(key: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(storageKey(key)) ?? "null");
  } catch {
    return null;
  }
}

/** `null` erases. */
export function keep(key: string, kept: object | null): void {
  try {
    if (kept) localStorage.setItem(storageKey(key), JSON.stringify(kept));
    else localStorage.removeItem(storageKey(key));
  } catch {
    return; // full or forbidden: the conversation lives as long as the page
  }
}

/** Whether to connect without being asked: somebody waits for an answer, here or there. */
export function isLive(kept: Kept | null, now: number): boolean {
  const status = kept?.standing?.status;
  if (kept?.unsent?.length || status === "waiting" || status === "active") return true;
  const last: { at?: number } = kept?.entries?.at(-1) ?? {};
  return status === "open" && now - (last.at ?? 0) < FRESH_MS;
}
