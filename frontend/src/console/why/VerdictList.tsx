/** What each rule said: yes or no, how strong against which threshold, and why. */

import { CircleCheck, CircleDashed } from "lucide-react";
import { useState } from "react";
import type { Verdict } from "../api/brain";
import { trigger } from "../ui/labels";
import { Bar } from "./Bar";
import { fired, measured, silent } from "./scores";

export function VerdictLine({ verdict }: { verdict: Verdict }) {
  const { rule, score, threshold, fired: yes, reason, words } = verdict;
  const Icon = yes ? CircleCheck : CircleDashed;
  return (
    <li className={yes ? "vd yes" : "vd"}>
      <Icon size={14} aria-label={yes ? "Fires" : "Does not fire"} />
      <span className="vd-n">
        <b>{rule}</b> <span className="mut">{trigger(verdict.trigger)}</span>
      </span>
      {score === null ? null : (
        <>
          <Bar value={Math.abs(score)} limit={threshold} hot={yes} />
          <span className="tab">{measured(verdict)}</span>
        </>
      )}
      <span className="vd-r">
        {reason}
        {words ? (
          <>
            {" "}
            <q dir="auto">{words}</q>
          </>
        ) : null}
      </span>
    </li>
  );
}

/** Those that fired first; the others on demand, unless there are no others to see. */
export function VerdictList({
  verdicts,
  open = false,
}: {
  verdicts: readonly Verdict[];
  open?: boolean;
}) {
  const [all, setAll] = useState(open);
  const [yes, no] = [fired(verdicts), silent(verdicts)];
  return (
    <>
      <ul className="vds" aria-label="Rules">
        {(all ? [...yes, ...no] : yes).map((one) => (
          <VerdictLine key={one.rule} verdict={one} />
        ))}
      </ul>
      {no.length > 0 ? (
        <button type="button" className="lk" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? "Hide" : "Show"} the {no.length} {no.length === 1 ? "rule" : "rules"} that did not
          fire
        </button>
      ) : null}
    </>
  );
}
