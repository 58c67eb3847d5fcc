/** Points that the keyboard walks: one of them is in the tab order, arrows move between them. */

import { type KeyboardEvent, useCallback, useRef, useState } from "react";
import { walked } from "./scale";

export interface Walk {
  readonly at: number; // the point in the tab order
  readonly shown: number | null; // the point under the pointer or the focus
  readonly show: (at: number | null) => void;
  readonly focus: (at: number) => void; // it got the focus
  readonly onKey: (event: KeyboardEvent) => void;
  readonly box: React.RefObject<HTMLDivElement | null>;
}

/** ``across``: how many points stand in a row; by default all of them do. */
export function useWalk(count: number, across = count, first = count - 1): Walk {
  const box = useRef<HTMLDivElement | null>(null);
  const [chosen, setAt] = useState(first);
  const [shown, show] = useState<number | null>(null);
  const at = Math.max(0, Math.min(chosen, count - 1));
  const onKey = useCallback(
    (event: KeyboardEvent) => {
      if (event.key === "Escape") return show(null);
      const to = walked(event.key, at, count, across);
      if (to === null) return;
      event.preventDefault();
      box.current?.querySelectorAll<HTMLElement>("[data-point]")[to]?.focus();
    },
    [at, count, across],
  );
  const focus = useCallback((to: number) => {
    setAt(to);
    show(to);
  }, []);
  return { at, shown: shown !== null && shown < count ? shown : null, show, focus, onKey, box };
}
