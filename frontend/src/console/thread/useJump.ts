/** Brings the entry that somebody points at into sight, loading earlier ones until it is there. */

import { useEffect } from "react";
import { entryId, useCauses } from "../why/causes";
import type { OpenThread } from "./useThread";

export function useJump({ thread, loadOlder }: OpenThread): void {
  const { wanted, show } = useCauses();
  useEffect(() => {
    if (!wanted || !thread) return;
    const found = document.getElementById(entryId(wanted));
    if (!found && thread.first > Math.max(1, wanted)) return loadOlder();
    found?.scrollIntoView({ block: "center" });
    found?.focus({ preventScroll: true });
    show(0);
  }, [wanted, thread, loadOlder, show]);
}
