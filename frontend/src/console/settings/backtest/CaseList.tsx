/** The conversations behind the numbers: which, at which turn, by which rule, against what was needed. */

import { useState } from "react";
import { Link } from "wouter";
import type { BacktestResult, Case, Fit } from "../../api/brain";
import { placePath } from "../../app/place";
import { Choose } from "../../ui/Choose";
import { fitLabel, momentOf } from "./curve";

type Filter = "only_first" | "only_second" | "both" | "all" | "missed" | "late" | "unneeded";

function shows(one: Case, filter: Filter): boolean {
  if (filter === "all") return true;
  if (filter === "missed" || filter === "late" || filter === "unneeded")
    return one.outcomes[0]?.fit === filter;
  return one.side === filter;
}

const BAD: ReadonlySet<Fit> = new Set(["missed", "late", "unneeded"]);

function Cell({ outcome, judged }: { outcome: Case["outcomes"][number]; judged: boolean }) {
  const moment = momentOf(outcome);
  return (
    <td>
      {judged ? (
        <>
          <span className={BAD.has(outcome.fit) ? "tg md" : "tg"}>
            {fitLabel(outcome.fit)}
          </span>{" "}
        </>
      ) : null}
      {moment ? (
        <>
          {outcome.handoff ? "handed off" : "offered"} at turn {moment.number} by{" "}
          <b>{moment.rule}</b>
          <span className="case-r">
            {moment.reason}
            {moment.words ? (
              <>
                {" "}
                <q dir="auto">{moment.words}</q>
              </>
            ) : null}
          </span>
        </>
      ) : (
        <span className="mut">nothing</span>
      )}
    </td>
  );
}

interface CaseListProps {
  readonly result: BacktestResult;
  readonly names: readonly string[];
  readonly own: boolean;
}

const SHOWN = 50;

export function CaseList({ result, names, own }: CaseListProps) {
  const two = names.length > 1;
  const judged = result.summary.needed > 0;
  const all = result.conversations;
  const count = (one: Filter) => all.filter((found) => shows(found, one)).length;
  const [chosen, setFilter] = useState<Filter | null>(null);
  const [most, setMost] = useState(SHOWN);
  const labels: readonly (readonly [Filter, string])[] = [
    ...(two
      ? ([
          ["only_first", `Only ${names[0]?.toLowerCase()} hands off`],
          ["only_second", `Only ${names[1]?.toLowerCase()} hands off`],
          ["both", "Both hand off"],
        ] as const)
      : []),
    ...(judged
      ? ([
          ["missed", "Missed"],
          ["late", "Late"],
          ["unneeded", "Needless"],
        ] as const)
      : []),
    ["all", "All"],
  ];
  const filter = chosen ?? labels.find(([one]) => count(one) > 0)?.[0] ?? "all";
  const found = all.filter((one) => shows(one, filter));
  return (
    <section className="card">
      <div className="cd-h wrap">
        <h2>Conversations</h2>
        <span className="spacer" />
        <Choose
          label="Show"
          value={filter}
          options={labels.map(([value, label]) => ({ value, label: `${label} (${count(value)})` }))}
          onChange={setFilter}
        />
      </div>
      {found.length === 0 ? <p className="mut">None of this kind.</p> : null}
      {found.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
        <section className="overflow-x-auto" tabIndex={0} aria-label="Conversations">
          <table className="table cases">
            <thead>
              <tr>
                <th scope="col">Conversation</th>
                <th scope="col">Needed</th>
                {names.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {found.slice(0, most).map((one) => (
                <tr key={`${one.id} ${one.line}`}>
                  <td>
                    {own ? (
                      <Link className="lnk" to={placePath("open", one.id)}>
                        {one.id.slice(0, 8)}
                      </Link>
                    ) : (
                      one.id
                    )}
                    <span className="case-r">
                      {one.turns} {one.turns === 1 ? "turn" : "turns"}
                      {one.line ? `, line ${one.line}` : ""}
                    </span>
                  </td>
                  <td>{one.needed ? `at turn ${one.needed.number}` : "not known"}</td>
                  {one.outcomes.map((outcome, at) => (
                    <Cell key={names[at]} outcome={outcome} judged={judged} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      {found.length > most ? (
        <div>
          <button type="button" className="bt" onClick={() => setMost(most + SHOWN)}>
            Show {Math.min(SHOWN, found.length - most)} more
          </button>
        </div>
      ) : null}
      {result.left_out > 0 ? (
        <p className="hint">{result.left_out} more are counted above and not listed.</p>
      ) : null}
    </section>
  );
}
