/** What the API of contacts sends. Times are milliseconds; 0 and "": nothing is known. */

import type { Row } from "../../protocol/frames";

export interface Identity {
  readonly id: string; // by which it is split off
  readonly kind: string; // of a channel; ``site:<assistant>`` and ``signed_email``: signed by a site
  readonly identity: string; // masked, where numbers or addresses are
  readonly name: string;
  readonly handle: string;
  readonly phone: string;
  readonly email: string;
  readonly verified: boolean;
  readonly signed: boolean; // it cannot be split off
  readonly at: number;
}

export interface Merge {
  readonly id: number;
  readonly kept: string;
  readonly kept_name: string;
  readonly gone: string;
  readonly gone_name: string;
  readonly at: number;
  readonly by: string; // "": it was proved
  readonly by_name: string;
  readonly why: string;
  readonly ended_at: number; // 0: it holds
  readonly ended_by: string;
  readonly ended_by_name: string;
}

export interface Brief {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly kinds: readonly string[];
  readonly conversations: number;
  readonly newest: number;
}

export interface Contact {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly emails: readonly string[]; // typed: nothing proves them
  readonly identities: readonly Identity[];
  readonly merges: readonly Merge[];
  readonly conversations: readonly Row[];
  readonly next: string;
}

export interface Likeness {
  readonly what: string; // email, phone, handle, name
  readonly value: string;
  readonly proved: boolean; // of both
}

export interface Alike {
  readonly contact: Brief;
  readonly why: readonly Likeness[];
}

export interface Merged {
  readonly merge: number;
  readonly contact: string;
}
