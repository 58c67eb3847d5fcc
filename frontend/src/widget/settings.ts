/** What the site's owner wrote on the script tag. Pure. */

import { NAMES } from "./names";

export interface Settings {
  readonly key: string;
  readonly base: string; // the folder of widget.js, with a slash at its end
  readonly language: string; // one that NAMES has
  readonly theme: string; // light, dark; anything else: as the visitor's system
  readonly accent: string; // as written; "": the assistant's own
  readonly position: string; // start; anything else: end
  readonly open: string; // once: the first time; always: on every page; anything else: when asked
  readonly hideLauncher: boolean;
  readonly offsetX: number; // px from the edge
  readonly offsetY: number;
  readonly z: number;
}

const Z = 2_147_483_000; // above nearly everything; the largest is 2147483647

/** `data`: the tag's data attributes; `wishes`: languages, most wanted first. */
export function settingsOf(
  data: Readonly<Record<string, string | undefined>>,
  src: string,
  wishes: readonly string[],
): Settings {
  const { key = "", lang = "", theme = "", accent = "", position = "", open = "" } = data;
  return {
    key,
    base: new URL(".", src).href,
    language: firstKnown([lang, ...wishes]),
    theme,
    accent,
    position,
    open,
    hideLauncher: "hideLauncher" in data,
    offsetX: number(data.offsetX, 20),
    offsetY: number(data.offsetY, 20),
    z: number(data.z, Z),
  };
}

/** The first wish that there are strings for, regions ignored; else English. */
export function firstKnown(wishes: readonly string[]): string {
  const plain = wishes.map((wish) => wish.slice(0, 2).toLowerCase());
  return plain.find((wish) => wish in NAMES) ?? "en";
}

function number(raw: string | undefined, otherwise: number): number {
  const value = Number.parseInt(raw ?? "", 10);
  return value >= 0 ? value : otherwise;
}
