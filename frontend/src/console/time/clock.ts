/** One clock for the whole page: everything that ticks reads it. */

import { useSyncExternalStore } from "react";

function createClock() {
  const listeners = new Set<() => void>();
  const read = () => Math.floor(Date.now() / 1000) * 1000;
  let second = read();
  let interval = 0;
  const tick = () => {
    second = read();
    for (const listener of listeners) listener();
  };
  return {
    subscribe(listener: () => void) {
      if (listeners.size === 0) interval = window.setInterval(tick, 1000);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) clearInterval(interval);
      };
    },
    now() {
      if (listeners.size === 0) second = read(); // it stood still while nobody looked
      return second;
    },
  };
}

const page = createClock();

/** Milliseconds since 1970, to the second, renewed every second. */
export const useNow = (): number => useSyncExternalStore(page.subscribe, page.now);
