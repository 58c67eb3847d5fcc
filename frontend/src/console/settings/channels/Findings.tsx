/** What the guided check found: a tick or a cross for each step, and what to do. */

import { CircleCheck, CircleX } from "lucide-react";
import type { Finding } from "../../api/channels";
import { Linked } from "./Linked";

function Step({ finding }: { finding: Finding }) {
  const { step, well, words, remedy } = finding;
  const Icon = well ? CircleCheck : CircleX;
  return (
    <li className={well ? "finding well" : "finding"}>
      <Icon size={18} aria-hidden="true" />
      <div>
        <b>
          {step}
          <span className="sr">{well ? ": well" : ": to be mended"}</span>
        </b>
        <p>
          <Linked text={words} />
        </p>
        {well || !remedy ? null : (
          <p className="remedy">
            <Linked text={remedy} />
          </p>
        )}
      </div>
    </li>
  );
}

/** "3 of 4 steps are well." Pure. */
export function summary(findings: readonly Finding[]): string {
  const well = findings.filter((one) => one.well).length;
  if (findings.length === 1) return well ? "The one step is well." : "The one step is not well.";
  if (well === findings.length) return `All ${well} steps are well.`;
  return `${well} of ${findings.length} steps are well.`;
}

export function Findings({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul className="findings" aria-label="Findings">
      {findings.map((finding) => (
        <Step key={`${finding.step} ${finding.words}`} finding={finding} />
      ))}
    </ul>
  );
}
