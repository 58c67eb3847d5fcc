/** Why a person was fetched: the rule, the words that caused it, and what else matched. */

import { Hand, Route } from "lucide-react";
import { Link } from "wouter";
import type { Package } from "../api/types";
import { trigger } from "../ui/labels";

export function ReasonCard({ data, calm }: { data: Package; calm: boolean }) {
  const { why, also } = data;
  return (
    <section className={calm ? "why calm" : "why"} aria-label="Reason">
      <div className="wh-h">
        <Hand size={18} />
        <b>{trigger(why.trigger)}</b>
      </div>
      {why.words ? <p dir="auto">“{why.words}”</p> : null}
      <p className="wh-r">{why.reason}</p>
      <ul>
        <li>
          <Route size={14} /> Rule <Link to="/policy">{why.rule}</Link>
          <span className="tab">
            {why.score.toFixed(2)} of {why.threshold.toFixed(2)}
          </span>
        </li>
        {also.map((other) => (
          <li key={`${other.rule} ${other.trigger}`}>
            <Route size={14} /> Rule <Link to="/policy">{other.rule}</Link> also matched
          </li>
        ))}
      </ul>
    </section>
  );
}
