/** What the decisions', playground's, backtests', shadows' and flows' API sends. */

import type { Choice, WhyView } from "../../protocol/frames";
import type { PolicyBody } from "./types";

export type Outcome = "handoff" | "offer" | "none";

export interface Signal {
  readonly name: string;
  readonly score: number; // 0 to 1; of sentiment -1 to 1
  readonly words: string;
  readonly value: string;
}

/** What one rule said, also where it said no. */
export interface Verdict {
  readonly rule: string;
  readonly trigger: string;
  readonly action: "handoff" | "offer";
  readonly fired: boolean;
  readonly score: number | null;
  readonly threshold: number | null;
  readonly words: string;
  readonly reason: string;
}

export interface Decision {
  readonly seq: number;
  readonly at: number;
  readonly author: "visitor" | "assistant";
  readonly policy: number;
  readonly action: Outcome;
  readonly rule: string;
  readonly reason: string;
  readonly signals: readonly Signal[];
  readonly verdicts: readonly Verdict[];
}

export interface Decisions {
  readonly decisions: readonly Decision[];
  readonly more: boolean;
}

/** A draft as the API takes it: as text or as a form. */
export type Draft = { readonly text: string } | { readonly policy: PolicyBody };

export interface Checked {
  readonly text: string;
  readonly policy: PolicyBody;
  readonly warnings: readonly string[];
}

export interface Diff {
  readonly old: number;
  readonly new: number;
  readonly diff: string;
}

// ── playground ───────────────────────────────────────────────────────────────────────────────────

export interface Turn {
  readonly role: "visitor" | "assistant" | "person";
  readonly text: string;
  readonly confidence?: number | null;
  readonly abstained?: boolean;
  readonly at?: number | null;
}

export interface PlayedTurn {
  readonly action: Outcome;
  readonly rule: string;
  readonly reason: string;
  readonly words: string;
  readonly score: number | null;
  readonly threshold: number | null;
  readonly team: string | null;
  readonly priority: number;
  readonly also: readonly WhyView[];
  readonly signals: readonly Signal[];
  readonly verdicts: readonly Verdict[];
  readonly says: readonly string[];
  readonly buttons: readonly Choice[];
  readonly shown: boolean;
  readonly floor: "assistant" | "human";
  readonly owed: boolean;
  readonly refused: string;
}

export interface Played {
  readonly turns: readonly PlayedTurn[];
}

// ── backtests ────────────────────────────────────────────────────────────────────────────────────

export type Fit = "on_time" | "late" | "missed" | "unneeded" | "offered" | "quiet";
export type Side = "both" | "only_first" | "only_second" | "neither";

export interface BacktestLine {
  readonly id: string;
  readonly asked_at: number;
  readonly by: string;
  readonly names: readonly string[];
  readonly source: "history" | "upload";
  readonly file: string;
  readonly since: number;
  readonly state: "queued" | "running" | "done" | "failed" | "cancelled";
  readonly conversations: number;
  readonly share: number | null;
  readonly error: string;
}

export interface CurvePoint {
  readonly threshold: number;
  readonly handoffs: number;
  readonly offers: number;
  readonly missed: number;
  readonly late: number;
  readonly unneeded: number;
}

export interface Curve {
  readonly rule: string; // "": all at once
  readonly threshold: number | null;
  readonly points: readonly CurvePoint[];
}

export interface PolicyResult {
  readonly name: string;
  readonly handoffs: number;
  readonly offers: number;
  readonly fits: Readonly<Partial<Record<Fit, number>>>;
  readonly rules: readonly { readonly rule: string; readonly conversations: number }[];
  readonly curves: readonly Curve[];
}

export interface Moment {
  readonly turn: string;
  readonly number: number;
  readonly by: string;
  readonly rule: string;
  readonly reason: string;
  readonly words: string;
  readonly score: number | null;
  readonly threshold: number | null;
}

export interface Case {
  readonly id: string;
  readonly line: number;
  readonly turns: number;
  readonly needed: { readonly number: number; readonly by: string } | null;
  readonly side: Side | null;
  readonly outcomes: readonly {
    readonly fit: Fit;
    readonly handoff: Moment | null;
    readonly offer: Moment | null;
  }[];
}

export interface Summary {
  readonly conversations: number;
  readonly turns: number;
  readonly needed: number;
  readonly needed_by: Readonly<Record<string, number>>;
  readonly policies: readonly PolicyResult[];
  readonly sides: Readonly<Record<Side, number>> | null;
  readonly bad_lines: {
    readonly count: number;
    readonly lines: readonly { readonly line: number; readonly reason: string }[];
  };
}

export interface BacktestResult {
  readonly summary: Summary;
  readonly conversations: readonly Case[];
  readonly left_out: number;
}

export interface Backtest {
  readonly backtest: BacktestLine;
  readonly policies: readonly string[];
  readonly result: BacktestResult | null;
}

// ── shadows ──────────────────────────────────────────────────────────────────────────────────────

export interface ShadowLine {
  readonly text: string;
  readonly since: number;
  readonly until: number | null;
  readonly by: string;
}

export interface Shadow {
  readonly running: ShadowLine | null;
  readonly earlier: readonly ShadowLine[];
}

export interface ShadowedTurn {
  readonly seq: number;
  readonly at: number;
  readonly author: "visitor" | "assistant";
  readonly live: { readonly action: Outcome; readonly rule: string; readonly reason: string };
  readonly shadow: { readonly action: Outcome; readonly rule: string; readonly reason: string };
  readonly differs: boolean;
}

// ── flows ────────────────────────────────────────────────────────────────────────────────────────

export interface Box {
  readonly id: string;
  readonly verb: string;
  readonly words: string;
  readonly field: string;
  readonly kind: string;
  readonly leads_to: readonly string[];
}

export interface Flow {
  readonly id: string;
  readonly opening: boolean;
  readonly words: readonly string[];
  readonly topics: readonly string[];
  readonly steps: readonly Box[];
}

export interface Flows {
  readonly version: number;
  readonly text: string;
  readonly flows: readonly Flow[];
  readonly warnings: readonly string[];
  readonly published_at: number;
  readonly by: string;
}

export interface FlowTurn {
  readonly said: string;
  readonly says: readonly string[];
  readonly buttons: readonly Choice[];
  readonly flow: string;
  readonly step: string;
  readonly ended: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, string>>;
  readonly handoff: string;
  readonly team: string;
  readonly priority: number | null;
  readonly looked_up: string;
  readonly asks_person: boolean;
  readonly passed: readonly string[];
}

export interface Trial {
  readonly opening: { readonly text: string; readonly labels: readonly string[] } | null;
  readonly turns: readonly FlowTurn[];
}

// ── kinds of assistants ──────────────────────────────────────────────────────────────────────────

export interface KindOption {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly shape: "text" | "url" | "secret" | "webhook_secret";
  readonly needed: boolean;
  readonly usual: string;
  readonly choices: readonly string[];
}

export interface Kind {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly options: readonly KindOption[];
}
