/** Why a person was fetched: the rule, the words that caused it, what was measured, what else matched. */

import { Hand, Route } from "lucide-react";
import { Link } from "wouter";
import type { Decision } from "../api/brain";
import type { Package } from "../api/types";
import { trigger } from "../ui/labels";
import { Bar } from "../why/Bar";
import { useCauses } from "../why/causes";
import { SignalList } from "../why/SignalList";
import { decisionOf } from "../why/scores";
import { useDecisions } from "../why/useDecisions";
import { VerdictList } from "../why/VerdictList";

function Words({ words, seq }: { words: string; seq: number }) {
  const { show } = useCauses();
  if (!words) return null;
  if (!seq) return <p dir="auto">“{words}”</p>;
  return (
    <p>
      <button type="button" className="qt" onClick={() => show(seq)}>
        <q dir="auto">{words}</q>
        <span className="sr">, show the message</span>
      </button>
    </p>
  );
}

/** Everything that was weighed, folded: signals, and every rule with its yes or no. */
function Weighed({ decision }: { decision: Decision }) {
  const { show } = useCauses();
  return (
    <details className="more">
      <summary className="lk">All signals and rules of this turn</summary>
      <SignalList signals={decision.signals} onWords={() => show(decision.seq)} />
      <VerdictList verdicts={decision.verdicts} open />
    </details>
  );
}

export function ReasonCard({ data, calm }: { data: Package; calm: boolean }) {
  const { why, also } = data;
  const { data: found } = useDecisions(data.conversation, true);
  const decision = found ? decisionOf(found.decisions, data.handoff) : undefined;
  return (
    <section className={calm ? "why calm" : "why"} aria-label="Reason">
      <div className="wh-h">
        <Hand size={18} />
        <b>{trigger(why.trigger)}</b>
      </div>
      <Words words={why.words} seq={decision?.seq ?? 0} />
      <p className="wh-r">{why.reason}</p>
      <ul>
        {why.rule ? (
          <li>
            <Route size={14} /> Rule <Link to="/policy">{why.rule}</Link>
            {why.signal === "" ? null : (
              <>
                <Bar value={Math.abs(why.score)} limit={why.threshold} hot />
                <span className="tab">
                  {why.score.toFixed(2)} of {why.threshold.toFixed(2)}
                </span>
              </>
            )}
          </li>
        ) : null}
        {also.map((other) => (
          <li key={`${other.rule} ${other.trigger}`}>
            <Route size={14} /> Rule <Link to="/policy">{other.rule}</Link> also matched
          </li>
        ))}
      </ul>
      {decision ? <Weighed decision={decision} /> : null}
    </section>
  );
}
