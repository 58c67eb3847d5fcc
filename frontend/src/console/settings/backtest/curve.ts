/** The numbers of a backtest as shares, points and sentences. Pure. */

import type { BacktestLine, Case, Curve, CurvePoint, Fit, Moment, Summary } from "../../api/brain";

export interface Spot {
  readonly x: number; // share of conversations handed off, 0 to 1
  readonly y: number; // share of those that needed a person and got none, 0 to 1
}

/** Where a threshold leads: how much is handed off, and how much of what was needed is missed. */
export const spot = (point: CurvePoint, conversations: number, needed: number): Spot => ({
  x: conversations ? point.handoffs / conversations : 0,
  y: needed ? point.missed / needed : 0,
});

/** Place of the point whose threshold is nearest. */
export function nearest(points: readonly CurvePoint[], threshold: number): number {
  const gaps = points.map((point) => Math.abs(point.threshold - threshold));
  return Math.max(0, gaps.indexOf(Math.min(...gaps)));
}

/** Whether a threshold changes anything at all in this curve. */
export const moves = ({ points }: Curve): boolean =>
  points.some((one) => one.handoffs !== points[0]?.handoffs || one.missed !== points[0]?.missed);

export const percent = (share: number): string => {
  const value = share * 100;
  return `${value > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} %`;
};

export const FITS: readonly { readonly fit: Fit; readonly label: string; readonly hint: string }[] =
  [
    {
      fit: "on_time",
      label: "In time",
      hint: "a person was needed, and fetched or offered by then",
    },
    { fit: "late", label: "Late", hint: "needed, and fetched or offered only at a later turn" },
    { fit: "missed", label: "Missed", hint: "needed, and neither fetched nor offered" },
    { fit: "unneeded", label: "Needless", hint: "fetched, and not needed" },
    { fit: "offered", label: "Only offered", hint: "offered, and not needed" },
    { fit: "quiet", label: "Quiet", hint: "neither needed nor fetched" },
  ];

export const fitLabel = (fit: Fit): string => FITS.find((one) => one.fit === fit)?.label ?? fit;

const STATES: Readonly<Record<BacktestLine["state"], string>> = {
  queued: "Waiting to start",
  running: "Running",
  done: "Done",
  failed: "Failed",
  cancelled: "Cancelled",
};
export const stateLabel = (state: BacktestLine["state"]): string => STATES[state];

export const isUnderWay = ({ state }: BacktestLine): boolean =>
  state === "queued" || state === "running";

const NAMES: Readonly<Record<string, string>> = {
  draft: "Your draft",
  live: "In force",
  shadow: "Shadow",
};
export const policyName = (name: string): string => NAMES[name] ?? name;

/** The first moment a person was within reach, if ever. */
export const momentOf = (outcome: Case["outcomes"][number] | undefined): Moment | null =>
  outcome?.handoff ?? outcome?.offer ?? null;

const BY: Readonly<Record<string, string>> = {
  label: "a label in the file",
  handoff: "a handoff that really happened",
  person: "a person who really answered",
};

/** "12 of 40 needed a person, by a label in the file". */
export function truth({ conversations, needed, needed_by }: Summary): string {
  if (needed === 0)
    return `${conversations} conversations; nothing in them says whether a person was needed.`;
  const by = Object.keys(needed_by).map((name) => BY[name] ?? name);
  return `${needed} of ${conversations} conversations needed a person, going by ${by.join(" and ")}.`;
}
