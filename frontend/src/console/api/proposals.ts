/** Pairs of question and answer that operators propose for the knowledge base. */

export interface Proposal {
  readonly id: string;
  readonly conversation: string;
  readonly seq: number; // of the reply that it is made of
  readonly at: number;
  readonly by_name: string;
  readonly question: string;
  readonly answer: string;
  readonly state: "open" | "accepted" | "rejected";
}

export interface Similar {
  readonly question: string;
  readonly answer: string;
  readonly alike: number; // 0 to 1
  readonly source: string; // its name in the knowledge base; "": it is only proposed
  readonly proposal: string;
}

export interface Proposed {
  readonly proposal: Proposal;
  readonly similar: readonly Similar[];
}
