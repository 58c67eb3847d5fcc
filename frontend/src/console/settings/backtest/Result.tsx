/** What a backtest found: counts side by side, the curve, the conversations, the bad lines. */

import type { BacktestResult, PolicyResult, Summary } from "../../api/brain";
import type { PolicyDraft } from "../policy/usePolicyDraft";
import { CaseList } from "./CaseList";
import { CurveCard } from "./CurveCard";
import { FITS, percent, truth } from "./curve";

interface ResultProps {
  readonly result: BacktestResult;
  readonly names: readonly string[];
  readonly own: boolean; // conversations of this installation
  readonly draft: PolicyDraft;
}

interface CountRow {
  readonly label: string;
  readonly hint: string;
  readonly of: (policy: PolicyResult) => number;
}

const ROWS: readonly CountRow[] = [
  { label: "Handed to a person", hint: "conversations", of: ({ handoffs }) => handoffs },
  { label: "Only offered a person", hint: "with no handoff", of: ({ offers }) => offers },
  ...FITS.map(({ fit, label, hint }) => ({
    label,
    hint,
    of: ({ fits }: PolicyResult) => fits[fit] ?? 0,
  })),
];

function Counts({ summary, names }: { summary: Summary; names: readonly string[] }) {
  const { policies, conversations } = summary;
  const rows = summary.needed > 0 ? ROWS : ROWS.slice(0, 2);
  return (
    <section className="card overflow-x-auto">
      <h2>What would have happened</h2>
      <p className="mut">{truth(summary)}</p>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">
              <span className="sr">Count</span>
            </th>
            {names.map((name) => (
              <th key={name} scope="col" className="num">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, hint, of }) => (
            <tr key={label}>
              <th scope="row">
                {label} <span className="mut">{hint}</span>
              </th>
              {policies.map((policy, at) => (
                <td key={names[at]} className="num">
                  {of(policy)}{" "}
                  <span className="mut">
                    {conversations ? percent(of(policy) / conversations) : ""}
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Which rules decided, and how often. */
function Rules({ summary, names }: { summary: Summary; names: readonly string[] }) {
  return (
    <section className="card">
      <h2>Which rules decided</h2>
      <div className="grid gap-5 sm:grid-cols-2">
        {summary.policies.map(({ rules }, at) => (
          <div key={names[at]}>
            <h3 className="label">{names[at]}</h3>
            {rules.length === 0 ? <p className="mut">None fired.</p> : null}
            <ul className="tally">
              {rules.map(({ rule, conversations }) => (
                <li key={rule}>
                  <span>{rule}</span>
                  <b className="tab">{conversations}</b>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}

function BadLines({ bad }: { bad: Summary["bad_lines"] }) {
  if (bad.count === 0) return null;
  return (
    <section className="card" aria-label="Bad lines">
      <h2>
        {bad.count} {bad.count === 1 ? "line" : "lines"} of the file could not be read
      </h2>
      <ul className="problems">
        {bad.lines.map(({ line, reason }) => (
          <li key={line}>
            Line {line}: {reason}
          </li>
        ))}
        {bad.count > bad.lines.length ? <li>and {bad.count - bad.lines.length} more</li> : null}
      </ul>
    </section>
  );
}

export function Result({ result, names, own, draft }: ResultProps) {
  const { summary } = result;
  const [first] = summary.policies;
  if (summary.conversations === 0)
    return (
      <>
        <p className="empty">
          There was no conversation to measure on. Choose an earlier day, or a file of transcripts.
        </p>
        <BadLines bad={summary.bad_lines} />
      </>
    );
  return (
    <>
      <Counts summary={summary} names={names} />
      <BadLines bad={summary.bad_lines} />
      {first ? <CurveCard summary={summary} policy={first} draft={draft} /> : null}
      <CaseList result={result} names={names} own={own} />
      <Rules summary={summary} names={names} />
    </>
  );
}
