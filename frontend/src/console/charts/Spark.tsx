/** A small line without axes, beside the number it led to. */

import { runs, type Tone } from "./series";

const [WIDTH, HEIGHT] = [120, 28];

export function Spark({ values, tone }: { values: readonly (number | null)[]; tone: Tone }) {
  const known = values.filter((one) => one !== null);
  if (known.length < 2) return null;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (i: number) => (i / (values.length - 1)) * WIDTH;
  const y = (value: number) => HEIGHT - 3 - ((value - low) / (high - low || 1)) * (HEIGHT - 6);
  return (
    <svg
      className={`spk ${tone}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {runs(values).map((run) => {
        const line = run.map((i, n) => `${n ? "L" : "M"}${x(i)} ${y(values[i] ?? 0)}`).join("");
        return (
          <g key={run[0]}>
            <path
              className="area"
              d={`${line}L${x(run.at(-1) ?? 0)} ${HEIGHT}L${x(run[0] ?? 0)} ${HEIGHT}Z`}
            />
            <path className="ln" d={line} />
          </g>
        );
      })}
    </svg>
  );
}
