/** Where files are asked for and in which words they are spoken of; and elements, made short. */

import type { FileView } from "../../protocol/frames";
import type { Key, Phrases } from "../phrases";

export interface Place {
  readonly base: string; // an address of the server's own, beside which all else is
  readonly phrases: Phrases;
  readonly token: () => string;
}

type Attributes = Readonly<Record<string, string | EventListener>>;

/** An element: texts are attributes, functions hear the event of their name. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (typeof value === "string") element.setAttribute(key, value);
    else element.addEventListener(key, value);
  element.append(...children);
  return element;
}

const WORDS: Readonly<Record<string, Key>> = {
  too_large: "file_too_large",
  too_many_pixels: "file_too_large",
  type: "file_type",
  virus: "file_harmful",
  unsupported: "file_type",
};

/** Why a file was not taken: the server's code, in words. */
export function wordsFor(why: string, { say }: Phrases): string {
  return say(WORDS[why.replace("file_", "")] ?? "file_failed");
}

/** Seconds since 1970 until which its address is good; 0: it has none. */
export function goodUntil(url: string): number {
  return Number.parseInt(/\/v([0-9a-f]+)\./.exec(url)?.[1] ?? "0", 16);
}

/** How it stands with a file now, with a fresh address; nothing where it cannot be had. */
export async function fresh(id: string, place: Place): Promise<FileView | null> {
  const answer = await fetch(new URL(`api/visitor/files/${id}`, place.base), {
    credentials: "omit",
    headers: { authorization: `Bearer ${place.token()}` },
  }).catch(() => null);
  return answer?.ok ? ((await answer.json()) as FileView) : null;
}
