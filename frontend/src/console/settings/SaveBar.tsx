/** Appears with unsaved changes, stays in sight, and guards the page against being left. */

import { useEffect, useRef } from "react";
import { useLeaveGuard } from "../app/leave";

interface SaveBarProps {
  readonly count: number;
  readonly busy: boolean;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
  readonly action?: string;
}

export function SaveBar({ count, busy, onSave, onDiscard, action = "Save" }: SaveBarProps) {
  const dirty = count > 0;
  const save = useRef(onSave);
  useLeaveGuard(dirty);
  useEffect(() => {
    save.current = onSave;
  });
  useEffect(() => {
    if (!dirty) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "s" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      save.current();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [dirty]);
  if (!dirty) return null;
  return (
    <section className="dirty" aria-label="Unsaved changes">
      <span>
        Unsaved: {count} {count === 1 ? "change" : "changes"}
      </span>
      <span className="spacer" />
      <button type="button" className="bt" onClick={onDiscard} disabled={busy}>
        Discard
      </button>
      <button type="button" className="bt pri" onClick={onSave} disabled={busy}>
        {busy ? "Saving…" : action}
      </button>
    </section>
  );
}
