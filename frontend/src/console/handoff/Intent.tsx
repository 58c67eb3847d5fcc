/** What the conversation seems to be about, and how sure that is. */

import type { Package } from "../api/types";
import { topic } from "../ui/labels";

export function Intent({ intent }: { intent: NonNullable<Package["intent"]> }) {
  const percent = Math.round(Math.min(1, Math.max(0, intent.score)) * 100);
  return (
    <section className="int">
      <h3>Intent</h3>
      <div>
        <span>{topic(intent.topic)}</span>
        <b>{percent}%</b>
      </div>
      <span className="br" aria-hidden="true">
        <i style={{ width: `${percent}%` }} />
      </span>
    </section>
  );
}
