/** The words on screen, in the visitor's language, and times as that language writes them. */

import type english from "./strings/en.json";

export type Key = keyof typeof english;

export type Strings = Readonly<Record<string, string>>;

type Values = Readonly<Record<string, string | number>>;

export interface Phrases {
  readonly language: string;
  readonly dir: "ltr" | "rtl";
  say(key: Key, values?: Values): string;
  clock(at: number): string; // 14:31
  day(at: number, now: number): string; // today, yesterday, or the date
}

const DAY_MS = 86_400_000;

/** The words of a language, fetched. `base`: where widget.js is. */
export async function phrasesFor(language: string, base: string): Promise<Phrases> {
  try {
    const answer = await fetch(`${base}strings/${language}.json`, { credentials: "omit" });
    return phrasesIn(language, (await answer.json()) as Strings);
  } catch {
    return phrasesIn("en", {});
  }
}

/** For a phrase that `strings` lack, its key stands in: the keys are plain English for that. */
export function phrasesIn(language: string, strings: Strings): Phrases {
  const locale = navigator.languages.find((wish) => wish.startsWith(language)) ?? language; // en-GB
  // Made once: a formatter costs a hundred times what it takes to use it.
  const time = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
  const date = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long" });
  const near = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const number = new Intl.NumberFormat(locale);
  const shown = (value: string | number = "") =>
    typeof value === "number" ? number.format(value) : value;
  return {
    language,
    dir: language === "ar" ? "rtl" : "ltr",
    say: (key, values = {}) =>
      (strings[key] ?? plainEnglish(key, values)).replace(/\{(\w+)\}/g, (_, name: string) =>
        shown(values[name]),
      ),
    clock: (at) => time.format(at),
    day: (at, now) => {
      const days = Math.round((midnight(at) - midnight(now)) / DAY_MS);
      return days > -2 ? near.format(days, "day") : date.format(at);
    },
  };
}

/** `place_in_line` with its number: "Place in line {n}". */
function plainEnglish(key: string, values: Values): string {
  const words = key.replace(/_/g, " ").replace(/^./, (letter) => letter.toUpperCase());
  return [words, ...Object.keys(values).map((name) => `{${name}}`)].join(" ");
}

export function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
