/** How far the confidences can be trusted, and what verdicts of visitors and operators changed. */

import { useQuery } from "@tanstack/react-query";
import { useSession } from "../../app/session";
import { Failed, Skeleton } from "../../ui/Notice";
import { HEIGHT, type Learnt, type Reliability, spots, WIDTH } from "./reliability";

const KINDS: Readonly<Record<string, string>> = {
  quoted: "Answers in the words of the knowledge base",
  written: "Answers written by a language model",
};

function Diagram({ before, after }: Pick<Learnt, "before" | "after">) {
  return (
    <svg
      className="plot rel"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label="How sure the assistant was, against how often it was right. The table holds the numbers."
    >
      <line className="even" x1="0" y1={HEIGHT} x2={WIDTH} y2="0" />
      {spots(before).map(({ x, y, r, key }) => (
        <circle key={key} className="was" cx={x} cy={y} r={r} />
      ))}
      {spots(after).map(({ x, y, r, key }) => (
        <circle key={key} className="now" cx={x} cy={y} r={r} />
      ))}
    </svg>
  );
}

const shown = (value: number | null): string => (value === null ? "–" : value.toFixed(2));

function Numbers({ before, after }: { before: Reliability; after: Reliability }) {
  const rows = after.bins
    .map((bin, at) => ({ bin, old: before.bins[at], from: at / 10 }))
    .filter(({ bin, old }) => bin.count > 0 || (old?.count ?? 0) > 0);
  return (
    <table className="table">
      <thead>
        <tr>
          <th scope="col">Confidence</th>
          <th scope="col" className="num">
            Verdicts before
          </th>
          <th scope="col" className="num">
            right
          </th>
          <th scope="col" className="num">
            Verdicts now
          </th>
          <th scope="col" className="num">
            right
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ bin, old, from }) => (
          <tr key={from}>
            <th scope="row">
              {from.toFixed(1)} to {(from + 0.1).toFixed(1)}
            </th>
            <td className="num">{old?.count ?? 0}</td>
            <td className="num">{shown(old?.right ?? null)}</td>
            <td className="num">{bin.count}</td>
            <td className="num">{shown(bin.right)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function One({ learnt }: { learnt: Learnt }) {
  const { kind, operators, visitors, version, before, after, right } = learnt;
  const all = operators + visitors;
  return (
    <div className="grid gap-2">
      <h3 className="label">{KINDS[kind] ?? kind}</h3>
      <p className="mut">
        {all === 0
          ? "No verdicts yet. Visitors give them under an answer, operators in the thread."
          : `${operators} ${operators === 1 ? "verdict" : "verdicts"} of operators, ${visitors} of visitors; ${Math.round((right ?? 0) * 100)} % right. `}
        {all > 0 && version === 0 ? "Too few to learn from yet." : ""}
        {version > 0
          ? `Error of the confidence ${before.error.toFixed(2)} before, ${after.error.toFixed(2)} now.`
          : ""}
      </p>
      {all > 0 ? (
        <div className="grid items-start gap-4 sm:grid-cols-[160px_minmax(0,1fr)]">
          <div>
            <Diagram before={before} after={after} />
            <p className="hint">
              Hollow: before. Filled: now. On the line, it is as sure as it is right.
            </p>
          </div>
          <Numbers before={before} after={after} />
        </div>
      ) : null}
    </div>
  );
}

export function CalibrationCard() {
  const { http } = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: ["calibration"],
    queryFn: () => http.get<readonly Learnt[]>("/api/knowledge/calibration"),
  });
  return (
    <section className="card">
      <h2>How sure it may be</h2>
      {error ? <Failed error={error} onAgain={() => refetch()} /> : null}
      {!data && !error ? <Skeleton /> : null}
      {data?.map((learnt) => (
        <One key={learnt.kind} learnt={learnt} />
      ))}
    </section>
  );
}
