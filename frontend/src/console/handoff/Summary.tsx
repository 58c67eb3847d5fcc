/** What the visitor wants, what was tried, what is open. Says that a machine made it, and which. */

import { ScanText, Sparkles } from "lucide-react";
import type { PackageSummary } from "../api/types";

interface SummaryProps {
  readonly summary: PackageSummary;
  readonly model: PackageSummary | null; // a language model's, checked against the thread
}

function Lines({ summary }: { summary: PackageSummary }) {
  const lines = [
    ["Wants", summary.wants],
    ["Tried", summary.tried],
    ["Open", summary.open],
  ] as const;
  return (
    <dl className="sum">
      {lines.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd dir="auto">{text || <span className="mut">Nothing found</span>}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Summary({ summary, model }: SummaryProps) {
  if (!model)
    return (
      <section>
        <h3>
          Summary
          <span className="aiw">
            <ScanText size={12} /> made by extraction
          </span>
        </h3>
        <Lines summary={summary} />
      </section>
    );
  return (
    <section>
      <h3>
        Summary
        <span className="aiw">
          <Sparkles size={12} /> written by a model, checked
        </span>
      </h3>
      <Lines summary={model} />
      <details className="more">
        <summary className="lk">In the visitor's own words</summary>
        <Lines summary={summary} />
      </details>
    </section>
  );
}
