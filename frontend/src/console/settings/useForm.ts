/** Edits over what is saved: which fields differ, what to send, how to go back. */

import { useCallback, useState } from "react";

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The fields of ``edits`` that differ from ``saved``. */
export function changesOf<T extends object>(saved: T, edits: Partial<T>): Partial<T> {
  const changed = Object.entries(edits).filter(
    ([key, value]) => !same(value, saved[key as keyof T]),
  );
  return Object.fromEntries(changed) as Partial<T>;
}

export interface Form<T extends object> {
  readonly values: T;
  readonly changes: Partial<T>;
  readonly count: number; // fields that differ
  readonly set: <K extends keyof T>(key: K, value: T[K]) => void;
  readonly discard: () => void;
}

export function useForm<T extends object>(saved: T): Form<T> {
  const [edits, setEdits] = useState<Partial<T>>({});
  const changes = changesOf(saved, edits);
  const set = useCallback(
    <K extends keyof T>(key: K, value: T[K]) => setEdits((all) => ({ ...all, [key]: value })),
    [],
  );
  const discard = useCallback(() => setEdits({}), []);
  return {
    values: { ...saved, ...changes },
    changes,
    count: Object.keys(changes).length,
    set,
    discard,
  };
}

export const toLines = (items: readonly string[]): string => items.join("\n");

/** One item a line; blank lines are nothing. A trailing break is kept while it is being typed. */
export const fromLines = (text: string): readonly string[] => {
  const lines = text.split("\n").map((line) => line.trimStart());
  return lines.every((line) => line === "") ? [] : lines;
};

export const tidy = (items: readonly string[]): readonly string[] =>
  items.map((item) => item.trim()).filter(Boolean);
