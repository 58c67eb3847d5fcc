/** The tab tells the truth from behind: "(3) Waiting · Warmline" and a badge on its icon. */

import { useEffect, useState } from "react";
import { useLive } from "../app/session";
import { badge } from "./favicon";

export const titleOf = (waiting: number, page: string): string =>
  waiting > 0 ? `(${waiting}) Waiting · Warmline` : `${page} · Warmline`;

const iconOf = (): string =>
  document.querySelector<HTMLLinkElement>('link[rel="icon"]')?.href ?? "";

export function useTitle(page: string): void {
  const waiting = useLive((state) => state.counts?.waiting ?? 0);
  const [plain] = useState(iconOf);
  useEffect(() => {
    document.title = titleOf(waiting, page);
  }, [waiting, page]);
  useEffect(() => {
    badge(plain, waiting);
    return () => badge(plain, 0);
  }, [plain, waiting]);
}
