/** Stacked columns: how many of each kind, period by period. */

import { useId } from "react";
import { type Frame, Plot } from "./Plot";
import type { Unit } from "./scale";
import { highest, type Point, type Series } from "./series";

interface ColumnsProps {
  readonly name: string;
  readonly points: readonly Point[];
  readonly series: readonly Series[];
  readonly unit?: Unit;
  readonly height?: number;
  readonly toneOf?: (point: Point) => Series["tone"] | null; // of a single series
  readonly onPick?: (point: Point) => void;
}

function Hatch({ id }: { id: string }) {
  return (
    <pattern
      id={id}
      width="6"
      height="6"
      patternUnits="userSpaceOnUse"
      patternTransform="rotate(45)"
    >
      <rect width="6" height="6" className="h-ground" />
      <rect width="3" height="6" className="h-line" />
    </pattern>
  );
}

interface ColumnProps extends Pick<ColumnsProps, "series" | "toneOf"> {
  readonly frame: Frame;
  readonly at: number;
  readonly point: Point;
  readonly hatch: string;
}

function Column({ frame, at, point, series, toneOf, hatch }: ColumnProps) {
  const wide = Math.max(2, Math.min(36, frame.band * 0.66));
  let below = 0;
  return (
    <g className={frame.shown === at ? "col on" : "col"}>
      {series.map(({ name, tone, hatched }, i) => {
        const value = point.values[i] ?? 0;
        const [foot, head] = [frame.y(below), frame.y(below + value)];
        below += value;
        if (value === 0) return null;
        return (
          <rect
            key={name}
            className={toneOf?.(point) ?? tone}
            style={hatched ? { fill: `url(#${hatch})` } : undefined}
            x={frame.x(at) - wide / 2}
            y={head}
            width={wide}
            height={Math.max(1, foot - head - (i ? 1 : 0))}
            rx="2"
          />
        );
      })}
    </g>
  );
}

export function Columns(props: ColumnsProps) {
  const { points, series, unit = "count", toneOf, ...rest } = props;
  const hatch = useId();
  return (
    <Plot {...rest} points={points} series={series} unit={unit} max={highest(points, true)}>
      {(frame) => (
        <>
          <defs>
            <Hatch id={hatch} />
          </defs>
          {points.map((point, at) => (
            <Column
              key={point.key}
              {...{ frame, at, point, series, hatch }}
              toneOf={toneOf ?? none}
            />
          ))}
        </>
      )}
    </Plot>
  );
}

const none = () => null;
