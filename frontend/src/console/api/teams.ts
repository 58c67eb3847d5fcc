/** What the API of teams, routing, staff and hours sends. Lengths of time are milliseconds. */

export type Strategy = "pull" | "round_robin" | "least_loaded";
export type Presence = "online" | "away" | "offline";
export type Cause = "closed" | "nobody_online" | "queue_full" | "deadline";
export type Fallback = "form" | "email" | "broader";

export type Windows = readonly (readonly [from: number, to: number])[]; // minutes

export interface HoursBody {
  readonly zone: string;
  readonly week: readonly Windows[]; // Monday first
  readonly exceptions: Readonly<Record<string, Windows>>; // by ISO date
}

export interface TargetBody {
  readonly limit: number;
  readonly business: boolean; // counted in business hours
  readonly warn_before: number;
}

export type Goal = "first_reply" | "next_reply" | "resolution";

/** What is done when a target is due soon, or late. */
export interface DeedBody {
  readonly do: "raise" | "move";
  readonly priority: number; // raise: to this
  readonly team: string; // move: to its line
  readonly goals: readonly Goal[]; // of which targets; none: of all
}

export interface ServiceBody {
  readonly first_reply: TargetBody | null;
  readonly next_reply: TargetBody | null;
  readonly resolution: TargetBody | null;
  readonly soon: readonly DeedBody[];
  readonly late: readonly DeedBody[];
}

export interface IdleBody {
  readonly assistant: number | null; // held by the assistant; null: never
  readonly person: number | null;
  readonly warn_before: number;
}

export interface Rung {
  readonly after: number;
  readonly way: string;
  readonly to: string; // "team", "supervisors", or an operator's id
}

export interface TeamBody {
  readonly id: string;
  readonly name: string;
  readonly strategy: Strategy;
  readonly accept_within: number;
  readonly relax_after: number;
  readonly lease: number;
  readonly longest_line: number;
  readonly patience: number | null;
  readonly sticky: number;
  readonly hours: HoursBody | null;
  readonly service: ServiceBody;
  readonly idle: IdleBody;
  readonly fallbacks: Readonly<Record<Cause, Fallback>>;
  readonly ladder: readonly Rung[];
}

/** A team as it is shown: with what looks doubtful in it. */
export interface TeamShown extends TeamBody {
  readonly members: readonly string[];
  readonly warnings: readonly string[];
}

/** From one moment until before another, by the clock at the team's place and at the visitor's. */
export interface Opening {
  readonly opens_at: number;
  readonly closes_at: number;
  readonly opens: string; // 2026-11-23T09:00
  readonly closes: string;
  readonly opens_there: string;
  readonly closes_there: string;
}

export interface HoursPreviewed {
  readonly open: boolean;
  readonly openings: readonly Opening[]; // the present one first, where it is open
  readonly warnings: readonly string[];
}
