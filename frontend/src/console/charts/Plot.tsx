/** Axes, and a button for every point: its value on hover and on focus, its conversations on a press. */

import type { ReactNode } from "react";
import { ticks, type Unit, written } from "./scale";
import { type Point, type Series, said, swatch } from "./series";
import { useWalk } from "./useWalk";
import { useWidth } from "./useWidth";
import { figure } from "./words";

export interface Frame {
  readonly x: (at: number) => number; // the middle of a point
  readonly band: number; // width of a point
  readonly y: (value: number) => number;
  readonly floor: number;
  readonly shown: number | null;
  readonly width: number;
}

interface PlotProps {
  readonly name: string;
  readonly points: readonly Point[];
  readonly series: readonly Series[];
  readonly unit: Unit;
  readonly max: number;
  readonly height?: number;
  readonly goal?: number | undefined;
  readonly onPick?: ((point: Point) => void) | undefined;
  readonly children: (frame: Frame) => ReactNode;
}

const [LEFT, RIGHT, TOP, BOTTOM] = [44, 8, 10, 24];

function Axes({ frame, unit, marks }: { frame: Frame; unit: Unit; marks: readonly number[] }) {
  return (
    <g className="axes">
      {marks.map((mark) => (
        <g key={mark}>
          <line x1={LEFT} x2={frame.width - RIGHT} y1={frame.y(mark)} y2={frame.y(mark)} />
          <text x={LEFT - 8} y={frame.y(mark) + 4} textAnchor="end">
            {figure(mark, unit)}
          </text>
        </g>
      ))}
    </g>
  );
}

function Goal({ frame, value, unit }: { frame: Frame; value: number; unit: Unit }) {
  const [right, y] = [frame.width - RIGHT, frame.y(value)];
  return (
    <g className="goal">
      <line x1={LEFT} x2={right} y1={y} y2={y} />
      <text x={right} y={y - 5} textAnchor="end">
        goal {figure(value, unit)}
      </text>
    </g>
  );
}

interface TipProps {
  readonly point: Point;
  readonly series: readonly Series[];
  readonly unit: Unit;
  readonly left: number; // 0 to 100
}

export function Tip({ point, series, unit, left }: TipProps) {
  const side = left > 60 ? "tip end" : "tip";
  return (
    <div className={side} style={{ left: `${left}%` }} aria-hidden="true">
      <b>{point.long}</b>
      {series.map((one, i) => (
        <span key={one.name}>
          <i className={swatch(one)} />
          {one.name} <b>{figure(point.values[i] ?? null, unit)}</b>
        </span>
      ))}
    </div>
  );
}

export function Plot(props: PlotProps) {
  const { name, points, series, unit, max, height = 220, goal, onPick, children } = props;
  const [box, width] = useWidth();
  const walk = useWalk(points.length);
  const marks = ticks(Math.max(max, goal ?? 0), unit);
  const top = marks.at(-1) || 1;
  const band = (width - LEFT - RIGHT) / Math.max(1, points.length);
  const floor = height - BOTTOM;
  const frame: Frame = {
    x: (at) => LEFT + band * (at + 0.5),
    y: (value) => floor - (value / top) * (floor - TOP),
    ...{ band, floor, width, shown: walk.shown },
  };
  const shown = walk.shown === null ? undefined : points[walk.shown];
  return (
    <div className="plot-b" ref={box} style={{ height }}>
      <svg width={width} height={height} aria-hidden="true" className="pl">
        <Axes frame={frame} unit={unit} marks={marks} />
        {children(frame)}
        {goal === undefined ? null : <Goal frame={frame} value={goal} unit={unit} />}
        {points.map((point, i) =>
          written(i, points.length, width - LEFT - RIGHT) ? (
            <text key={point.key} x={frame.x(i)} y={height - 6} textAnchor="middle">
              {point.label}
            </text>
          ) : null,
        )}
      </svg>
      {/* biome-ignore lint/a11y/useSemanticElements: a group of buttons, no fieldset of a form */}
      <div
        className="hits"
        ref={walk.box}
        role="group"
        aria-label={`${name}: ${points.length} points, arrow keys move between them`}
        onKeyDown={walk.onKey}
        onPointerLeave={() => walk.show(null)}
        onBlur={() => walk.show(null)}
        style={{ left: LEFT, right: RIGHT, height: floor }}
      >
        {points.map((point, i) => (
          <button
            key={point.key}
            type="button"
            data-point
            tabIndex={i === walk.at ? 0 : -1}
            aria-label={said(point, series, unit)}
            onPointerEnter={() => walk.show(i)}
            onFocus={() => walk.focus(i)}
            onClick={() => onPick?.(point)}
          />
        ))}
      </div>
      {shown && walk.shown !== null ? (
        <Tip {...{ point: shown, series, unit }} left={(frame.x(walk.shown) / width) * 100} />
      ) : null}
    </div>
  );
}
