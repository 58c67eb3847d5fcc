/** How much is handed off against how much is missed, over the threshold; with a slider and a table. */

import { useId, useState } from "react";
import type { Curve, CurvePoint, PolicyResult, Summary } from "../../api/brain";
import { Choose } from "../../ui/Choose";
import { useToast } from "../../ui/toasts";
import type { PolicyDraft } from "../policy/usePolicyDraft";
import { moves, nearest, percent, spot } from "./curve";

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [420, 240, 46, 36, 12];

interface PlotProps {
  readonly points: readonly CurvePoint[];
  readonly at: number;
  readonly summary: Summary;
}

const x = (share: number): number => LEFT + share * (WIDTH - LEFT - 12);
const y = (share: number): number => HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);

function Axes() {
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  return (
    <g className="axes">
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={LEFT} x2={WIDTH - 12} y1={y(tick)} y2={y(tick)} />
          <text x={LEFT - 6} y={y(tick) + 4} textAnchor="end">
            {tick * 100} %
          </text>
          <text x={x(tick)} y={HEIGHT - BOTTOM + 14} textAnchor="middle">
            {tick * 100} %
          </text>
        </g>
      ))}
      <text x={(LEFT + WIDTH) / 2} y={HEIGHT - 4} textAnchor="middle">
        conversations handed to a person
      </text>
    </g>
  );
}

function Plot({ points, at, summary }: PlotProps) {
  const { conversations, needed } = summary;
  const spots = points.map((point) => spot(point, conversations, needed));
  const here = spots[at];
  const line = spots.map((one, i) => `${i ? "L" : "M"}${x(one.x)} ${y(one.y)}`).join("");
  return (
    <svg
      className="plot"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label="Share of conversations handed to a person, against the share of needed handoffs that are missed. The table holds the numbers."
    >
      <Axes />
      <path className="ln" d={line} />
      {spots.map((one, i) => (
        <circle key={points[i]?.threshold} className="pt" cx={x(one.x)} cy={y(one.y)} r="2.5" />
      ))}
      {here ? <circle className="here" cx={x(here.x)} cy={y(here.y)} r="6" /> : null}
    </svg>
  );
}

const COLUMNS = [
  ["Missed", ({ missed }: CurvePoint) => missed],
  ["Late", ({ late }: CurvePoint) => late],
  ["Needless", ({ unneeded }: CurvePoint) => unneeded],
] as const;

function Table({ points, at, summary }: PlotProps) {
  const columns = summary.needed > 0 ? COLUMNS : []; // without the truth they say nothing
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
    <section className="scrolled" tabIndex={0} aria-label="Curve as a table">
      <table className="table">
        <thead>
          <tr>
            {["Threshold", "Handed off", ...columns.map(([name]) => name)].map((name) => (
              <th key={name} scope="col" className="num">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map((point, i) => (
            <tr key={point.threshold} className={i === at ? "on" : undefined}>
              <td className="num">{point.threshold.toFixed(2)}</td>
              <td className="num">
                {point.handoffs}{" "}
                <span className="mut">
                  {percent(point.handoffs / (summary.conversations || 1))}
                </span>
              </td>
              {columns.map(([name, of]) => (
                <td key={name} className="num">
                  {of(point)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface CurveCardProps {
  readonly summary: Summary;
  readonly policy: PolicyResult;
  readonly draft: PolicyDraft;
}

const start = ({ points, threshold }: Curve): number => nearest(points, threshold ?? 0.5);

function Take({ curve, at, draft }: { curve: Curve; at: number; draft: PolicyDraft }) {
  const say = useToast();
  const threshold = curve.points[at]?.threshold;
  const known = draft.form.rules.some(({ id }) => id === curve.rule);
  if (threshold === undefined || threshold === curve.threshold || !known) return null;
  const take = async () => {
    if (!(await draft.asForm())) return;
    draft.change((form) => ({
      ...form,
      rules: form.rules.map((rule) => (rule.id === curve.rule ? { ...rule, threshold } : rule)),
    }));
    say(`The draft's rule ${curve.rule} has the threshold ${threshold.toFixed(2)}`);
  };
  return (
    <button type="button" className="bt" onClick={take}>
      Take {threshold.toFixed(2)} into the draft
    </button>
  );
}

export function CurveCard({ summary, policy, draft }: CurveCardProps) {
  const id = useId();
  const curves = policy.curves.filter((one) => one.rule === "" || moves(one));
  const [rule, setRule] = useState(curves.find((one) => one.rule)?.rule ?? "");
  const curve = curves.find((one) => one.rule === rule) ?? curves[0];
  const [picked, setPicked] = useState<Readonly<Record<string, number>>>({});
  if (!curve) return null;
  const at = picked[curve.rule] ?? start(curve);
  const point = curve.points[at];
  const options = curves.map((one) => ({
    value: one.rule,
    label: one.rule || "All rules at once",
  }));
  return (
    <section className="card" aria-label="Threshold">
      <div className="cd-h wrap">
        <h2>What another threshold would do</h2>
        <span className="spacer" />
        <Choose label="Rule" value={curve.rule} options={options} onChange={setRule} />
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="grid gap-2">
          {summary.needed > 0 ? (
            <>
              <p className="hint">Up: needed a person and got none. Right: handed to a person.</p>
              <Plot points={curve.points} at={at} summary={summary} />
            </>
          ) : (
            <p className="hint">
              Nothing tells where a person was needed, so misses cannot be drawn; the table counts
              handoffs.
            </p>
          )}
          <label htmlFor={id} className="label">
            Threshold {point?.threshold.toFixed(2)}
            {curve.threshold === null ? "" : `, now ${curve.threshold.toFixed(2)}`}
          </label>
          <input
            id={id}
            type="range"
            className="range"
            min={0}
            max={curve.points.length - 1}
            step={1}
            value={at}
            aria-valuetext={`${point?.threshold.toFixed(2)}: ${point?.handoffs} handed off, ${point?.missed} missed`}
            onChange={({ target }) => setPicked({ ...picked, [curve.rule]: Number(target.value) })}
          />
          {point ? (
            <p role="status">
              <b>{point.handoffs}</b> handed off
              {summary.needed > 0 ? (
                <>
                  , <b>{point.missed}</b> missed, <b>{point.late}</b> late, <b>{point.unneeded}</b>{" "}
                  needless
                </>
              ) : null}
            </p>
          ) : null}
          <div>
            <Take curve={curve} at={at} draft={draft} />
          </div>
        </div>
        <Table points={curve.points} at={at} summary={summary} />
      </div>
    </section>
  );
}
