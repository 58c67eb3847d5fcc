/** Scrolling of the log: stays at the newest, keeps its place when older entries come in front. */

import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";

const NEAR_PX = 80;
const OLDER_PX = 240;

export interface Scroll {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly content: RefObject<HTMLDivElement | null>; // all that is in the box
  readonly atEnd: boolean;
  readonly onScroll: () => void;
  readonly toEnd: () => void;
}

/**
 * ``first``: lowest number loaded; a change means that older entries came in front.
 * ``tail``: anything that changes when the end grows.
 */
export function useScroll(first: number, tail: unknown, onTop: () => void): Scroll {
  const box = useRef<HTMLDivElement | null>(null);
  const content = useRef<HTMLDivElement | null>(null);
  const [atEnd, setAtEnd] = useState(true);
  const stick = useRef(true);
  const top = useRef(0); // where it was scrolled to
  const before = useRef({ first, height: 0 });

  const toEnd = useCallback(() => {
    const log = box.current;
    if (log) log.scrollTop = log.scrollHeight;
    stick.current = true;
    setAtEnd(true);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the tail stands for what is rendered
  useLayoutEffect(() => {
    const log = box.current;
    if (!log) return;
    const older = before.current.first > first && before.current.height > 0;
    if (stick.current) log.scrollTop = log.scrollHeight;
    else if (older) log.scrollTop += log.scrollHeight - before.current.height;
    before.current = { first, height: log.scrollHeight };
  }, [first, tail]);

  // The newest stays in sight when the composer or a phone's keyboard takes room, when a picture
  // has come, and when a message says that it did not arrive.
  useLayoutEffect(() => {
    const log = box.current;
    if (!log || !content.current) return;
    const watch = new ResizeObserver(() => {
      if (stick.current) log.scrollTop = log.scrollHeight;
    });
    watch.observe(log);
    watch.observe(content.current);
    return () => watch.disconnect();
  }, []);

  const onScroll = () => {
    const log = box.current;
    if (!log) return;
    const near = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX;
    const left = log.scrollTop < top.current; // what grows below moves nobody up
    top.current = log.scrollTop;
    stick.current = near || (stick.current && !left);
    setAtEnd(stick.current);
    if (log.scrollTop < OLDER_PX) onTop();
  };
  return { box, content, atEnd, onScroll, toEnd };
}
