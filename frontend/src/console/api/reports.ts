/** What the API of the reports sends. Times are milliseconds, shares 0 to 1. */

export interface Measured {
  readonly hits: number; // rows that count
  readonly of: number; // rows looked at
  readonly value: number | null; // null: there were none
  readonly p90: number | null; // of a length of time
}

export interface Figure {
  readonly name: string;
  readonly timed: boolean; // whether business hours make another number of it
  readonly now: Measured;
  readonly before: Measured; // the period of the same length just before
}

export interface Figures {
  readonly figures: readonly Figure[];
}

export interface SeriesPoint extends Measured {
  readonly key: string;
  readonly label: string;
}

export interface SeriesLine {
  readonly key: string;
  readonly label: string;
  readonly points: readonly SeriesPoint[];
}

export interface SeriesAnswer {
  readonly lines: readonly SeriesLine[]; // one, where nothing is split
}

/** A row behind a number. */
export interface Case {
  readonly conversation: string;
  readonly seq: number;
  readonly at: number;
  readonly team: string;
  readonly operator: string;
  readonly rule: string;
  readonly value: number | null;
}

export interface Cases {
  readonly cases: readonly Case[];
  readonly next: string; // cursor; "": the end
}

export interface Workload {
  readonly operator: string;
  readonly name: string;
  readonly online: number;
  readonly away: number;
  readonly conversations: number;
  readonly replies: number;
  readonly at_once: number | null;
}

export interface Workloads {
  readonly operators: readonly Workload[];
}

/** Questions to people that mean the same. */
export interface Gap {
  readonly label: string; // the most typical one
  readonly count: number;
  readonly newest: number;
  readonly examples: readonly {
    readonly conversation: string;
    readonly seq: number;
    readonly at: number;
    readonly text: string;
  }[];
  readonly confidence: number | null; // with which the knowledge base would answer it now
  readonly answer: string;
}

export interface Gaps {
  readonly at: number; // when it was made; 0: never yet
  readonly working: boolean; // a newer one is being made
  readonly questions: number;
  readonly alone: number; // that nobody else asked
  readonly gaps: readonly Gap[];
}
