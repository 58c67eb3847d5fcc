/** What a region says when it has nothing to show: loading, empty, failed. */

import type { ReactNode } from "react";
import { words } from "../api/problem";

export function Empty({ children }: { children: ReactNode }) {
  return <div className="empty">{children}</div>;
}

export function Failed({ error, onAgain }: { error: unknown; onAgain?: () => void }) {
  return (
    <div className="empty" role="alert">
      <p>Could not load.</p>
      <p className="mut">{words(error)}</p>
      {onAgain ? (
        <button type="button" className="bt" onClick={onAgain}>
          Try again
        </button>
      ) : null}
    </div>
  );
}

/** Grey bars, shown only after a moment so that a quick answer does not flicker. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  const bars = Array.from({ length: lines }, (_, i) => `bar-${i}`);
  return (
    <div className="skeleton" role="status" aria-label="Loading">
      {bars.map((bar) => (
        <i key={bar} />
      ))}
    </div>
  );
}
