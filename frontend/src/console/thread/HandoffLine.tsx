/** The moment of the handoff: reason, rule and time on one line, the evidence behind it. */

import { ChevronDown } from "lucide-react";
import type { OperatorEvent, WhyView } from "../../protocol/frames";
import { clock, spoken } from "../time/format";
import { trigger } from "../ui/labels";
import { Pair } from "../ui/Pair";

function Evidence({ why }: { why: WhyView }) {
  return (
    <dl className="evidence">
      {why.rule ? (
        <>
          <dt>Rule</dt>
          <dd>
            {why.rule} ({trigger(why.trigger)})
          </dd>
        </>
      ) : null}
      <dt>Reason</dt>
      <dd>{why.reason}</dd>
      {why.words ? (
        <>
          <dt>Words</dt>
          <dd dir="auto">“{why.words}”</dd>
        </>
      ) : null}
      {why.rule ? (
        <>
          <dt>Score</dt>
          <dd className="tab">
            {why.score.toFixed(2)} against {why.threshold.toFixed(2)}
          </dd>
        </>
      ) : null}
    </dl>
  );
}

function told({ place, wait_ms }: OperatorEvent): string {
  const line = place > 0 ? `number ${place} in line` : "";
  const wait = wait_ms > 0 ? `about ${spoken(wait_ms)}` : "";
  return [line, wait].filter(Boolean).join(", ");
}

export function HandoffLine({ event, visitor }: { event: OperatorEvent; visitor: string }) {
  const { why } = event;
  const said = told(event);
  return (
    <div className="handoff">
      <div className="hand">
        <span className="hl" />
        <details className="hc">
          <summary>
            <Pair />
            <b>Handed to a person</b>
            <span className="hc-why">
              {why
                ? [trigger(why.trigger).toLowerCase(), why.rule].filter(Boolean).join(" · ")
                : ""}
            </span>
            <time>{clock(event.at)}</time>
            <ChevronDown size={14} />
          </summary>
          {[why, ...event.also].map((one) =>
            one ? <Evidence key={`${one.rule} ${one.trigger}`} why={one} /> : null,
          )}
        </details>
        <span className="hl r" />
      </div>
      {said ? (
        <p className="sys">
          {visitor} was told: {said}
        </p>
      ) : null}
    </div>
  );
}
