/** What a search over everything that was said finds. */

export interface Found {
  readonly conversation: string;
  readonly name: string; // of the visitor
  readonly status: string;
  readonly seq: number;
  readonly at: number;
  readonly author: "visitor" | "assistant" | "operator" | "note" | "event";
  readonly text: string; // the part that holds it
  readonly marks: readonly (readonly [from: number, to: number])[]; // in characters of ``text``
}

export interface Findings {
  readonly found: readonly Found[];
  readonly next: string; // cursor of what is older; "": the end
}
