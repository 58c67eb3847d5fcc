/** What a drill found, step by step; it ends at the first that fails. */

export interface DrillStep {
  readonly name: string;
  readonly expected: string;
  readonly came: string;
  readonly ok: boolean;
  readonly millis: number;
}

export interface Drill {
  readonly ok: boolean;
  readonly at: number;
  readonly millis: number;
  readonly steps: readonly DrillStep[];
  readonly told: readonly { readonly notice: string; readonly to: string; readonly way: string }[];
}
