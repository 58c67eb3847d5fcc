/** What charts draw: points along an axis, one value for each series. Pure. */

import type { Unit } from "./scale";
import type { Sheet } from "./sheet";
import { figure, saidFigure } from "./words";

export type Tone = "bot" | "human" | "wait" | "bad" | "good" | "soft";

export interface Series {
  readonly name: string;
  readonly tone: Tone;
  readonly hatched?: boolean; // told apart in print, too
  readonly dashed?: boolean; // of a line
}

/** The classes of a series' sample in a legend. */
export const swatch = ({ tone, hatched, dashed }: Series): string =>
  `sw-c ${tone}${hatched ? " hatched" : ""}${dashed ? " dashed" : ""}`;

export interface Point {
  readonly key: string;
  readonly label: string; // on the axis: "Tue 7"
  readonly long: string; // in words: "Tuesday 7 November"
  readonly values: readonly (number | null)[]; // one for each series
}

/** What a point says: "Tuesday 7 November: Assistant 118, Person 45". */
export function said(point: Point, series: readonly Series[], unit: Unit): string {
  const parts = series.map(({ name }, i) => `${name} ${saidFigure(point.values[i] ?? null, unit)}`);
  return `${point.long}: ${parts.join(", ")}`;
}

export function sheetOf(
  first: string,
  points: readonly Point[],
  series: readonly Series[],
  unit: Unit,
): Sheet {
  return {
    head: [first, ...series.map(({ name }) => name)],
    rows: points.map(({ long, values }) => [long, ...series.map((_, i) => values[i] ?? null)]),
    shown: (cell, column) =>
      column === 0 ? String(cell) : figure(typeof cell === "number" ? cell : null, unit),
  };
}

export const total = ({ values }: Point): number =>
  values.reduce<number>((sum, one) => sum + (one ?? 0), 0);

export const highest = (points: readonly Point[], stacked: boolean): number =>
  Math.max(
    0,
    ...points.map((one) => (stacked ? total(one) : Math.max(...one.values.map((v) => v ?? 0)))),
  );

/** Runs of points with a value: a line is broken where there is none. */
export function runs(values: readonly (number | null)[]): readonly (readonly number[])[] {
  const found: number[][] = [];
  values.forEach((value, i) => {
    if (value === null) return;
    const last = found.at(-1);
    if (last && last.at(-1) === i - 1) last.push(i);
    else found.push([i]);
  });
  return found;
}
