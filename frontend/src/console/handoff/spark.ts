/** The shape of a sparkline: scores to points in a box. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Points for scores in -1..1, evenly spread over ``width``; 1 is at the top. */
export function points(scores: readonly number[], width: number, height: number): readonly Point[] {
  const step = scores.length > 1 ? width / (scores.length - 1) : 0;
  return scores.map((score, i) => ({
    x: scores.length > 1 ? i * step : width / 2,
    y: ((1 - Math.min(1, Math.max(-1, score))) / 2) * height,
  }));
}

const at = ({ x, y }: Point): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

export const path = (line: readonly Point[]): string =>
  line.map((point, i) => `${i ? "L" : "M"}${at(point)}`).join("");
