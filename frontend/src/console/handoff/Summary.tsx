/** What the visitor wants, what was tried, what is open. Says that a machine made it. */

import { ScanText } from "lucide-react";
import type { Package } from "../api/types";

export function Summary({ summary }: { summary: Package["summary"] }) {
  const lines = [
    ["Wants", summary.wants],
    ["Tried", summary.tried],
    ["Open", summary.open],
  ] as const;
  return (
    <section>
      <h3>
        Summary
        <span className="aiw">
          <ScanText size={12} /> made by extraction
        </span>
      </h3>
      <dl className="sum">
        {lines.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd dir="auto">{text || <span className="mut">Nothing found</span>}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
