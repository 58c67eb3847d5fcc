/** Lines over time, broken where there is no value, with a goal where there is one. */

import { type Frame, Plot } from "./Plot";
import type { Unit } from "./scale";
import { highest, type Point, runs, type Series } from "./series";

interface LinesProps {
  readonly name: string;
  readonly points: readonly Point[];
  readonly series: readonly Series[];
  readonly unit: Unit;
  readonly height?: number;
  readonly goal?: number | undefined;
  readonly onPick?: (point: Point) => void;
}

interface LineProps {
  readonly frame: Frame;
  readonly tone: Series["tone"];
  readonly dashed: boolean;
  readonly values: readonly (number | null)[];
}

function Line({ frame, tone, dashed, values }: LineProps) {
  const spot = (i: number) => `${frame.x(i)} ${frame.y(values[i] ?? 0)}`;
  return (
    <g className={`line ${tone}${dashed ? " dashed" : ""}`}>
      {runs(values).map((run) => (
        <path key={run[0]} d={run.map((i, n) => `${n ? "L" : "M"}${spot(i)}`).join("")} />
      ))}
      {values.map((value, i) =>
        value === null ? null : (
          <circle
            // biome-ignore lint/suspicious/noArrayIndexKey: a point is its place on the axis
            key={i}
            cx={frame.x(i)}
            cy={frame.y(value)}
            r={frame.shown === i ? 5 : 2.5}
          />
        ),
      )}
    </g>
  );
}

export function Lines({ points, series, ...rest }: LinesProps) {
  return (
    <Plot {...rest} points={points} series={series} max={highest(points, false)}>
      {(frame) =>
        series.map(({ name, tone, dashed = false }, n) => (
          <Line
            key={name}
            frame={frame}
            tone={tone}
            dashed={dashed}
            values={points.map(({ values }) => values[n] ?? null)}
          />
        ))
      }
    </Plot>
  );
}
