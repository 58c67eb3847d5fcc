/** How wide an element is, kept up to date. */

import { type RefObject, useLayoutEffect, useRef, useState } from "react";

export function useWidth(before = 640): [RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement | null>(null);
  const [width, setWidth] = useState(before);
  useLayoutEffect(() => {
    const node = box.current;
    if (!node) return;
    const measure = () => setWidth(Math.max(160, Math.floor(node.clientWidth)) || before);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(node);
    return () => observer.disconnect();
  }, [before]);
  return [box, width];
}
