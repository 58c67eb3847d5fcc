/** The words in the open thread that fetched a person, and the way to their message. */

import { createContext, use } from "react";

export interface Causes {
  readonly words: ReadonlyMap<number, readonly string[]>; // by entry
  readonly wanted: number; // the entry to bring into sight; 0: none
  readonly show: (seq: number) => void;
}

const none: Causes = { words: new Map(), wanted: 0, show: () => undefined };

export const CausesContext = createContext<Causes>(none);

export const useCauses = (): Causes => use(CausesContext);

export const entryId = (seq: number): string => `entry-${seq}`;
