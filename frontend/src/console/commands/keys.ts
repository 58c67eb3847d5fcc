/** From key presses to commands. Pure: the press and what was pressed before it come in as values. */

import type { Command } from "./registry";

export interface Press {
  readonly key: string;
  readonly mod: boolean; // Ctrl, or ⌘ on Apple keyboards
  readonly alt: boolean;
  readonly shift: boolean;
  readonly inField: boolean; // the focus is where text is typed
}

export interface Outcome {
  readonly command: Command | null;
  readonly pending: string; // first key of a two-key command, or ""
}

/** Shift counts with letters; with other keys it is how they are typed. Nothing typed: as it is. */
function withShift({ key, shift, mod }: Press): string {
  const small = key.toLowerCase();
  return shift && !mod && /^\p{L}$/u.test(small) ? `shift+${small}` : small;
}

const NOTHING: Outcome = { command: null, pending: "" };

/**
 * The command that ``press`` completes. Single keys count outside fields and only while
 * ``singleKeys`` is on; keys with Ctrl or ⌘ count everywhere.
 */
export function pressed(
  commands: readonly Command[],
  pending: string,
  press: Press,
  singleKeys: boolean,
): Outcome {
  if (press.alt) return NOTHING;
  const key = withShift(press);
  const find = (keys: string) => commands.find((one) => one.keys === keys) ?? null;
  if (press.mod) return { command: find(`mod+${key}`), pending: "" };
  if (press.inField || !singleKeys) return NOTHING;
  const chord = pending ? find(`${pending} ${key}`) : null;
  if (chord) return { command: chord, pending: "" };
  const starts = commands.some(({ keys }) => keys.startsWith(`${key} `));
  return starts ? { command: null, pending: key } : { command: find(key), pending: "" };
}
