/** The middle of the screen while no conversation is open. */

import { Kbd } from "../ui/Kbd";
import { Pair } from "../ui/Pair";

export function NothingChosen() {
  return (
    <main id="main" className="thread nothing" tabIndex={-1} aria-label="Conversation">
      <Pair size={48} />
      <p>No conversation is open.</p>
      <p className="mut">
        Press <Kbd combo="j" /> to start, <Kbd combo="w" /> to take the next one.
      </p>
    </main>
  );
}
