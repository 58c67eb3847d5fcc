/** What the API of routing sends: the ordered routes, and what a conversation would do now. */

export interface RouteBody {
  readonly id: string;
  readonly team: string;
  readonly when?: unknown; // a condition, in the plain form of `condition.ts`
  readonly priority?: number | null;
  readonly skills?: readonly string[];
  readonly [more: string]: unknown;
}

export interface RoutingBody {
  readonly routes: readonly RouteBody[];
}

export interface PublishedRouting {
  readonly version: number;
  readonly published_at: number;
  readonly by: string;
  readonly text: string;
  readonly routing: RoutingBody;
  readonly warnings?: readonly string[];
}

export interface CheckedRouting {
  readonly text: string;
  readonly routing: RoutingBody;
  readonly warnings: readonly string[];
}

export type RoutingDraft = { readonly text: string } | { readonly routing: RoutingBody };

/** A conversation that might be. */
export interface MadeUp {
  readonly assistant: string;
  readonly text: string;
  readonly channel: string;
  readonly page: string;
  readonly language: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly priority: number;
}

/** To whom a request for a person goes, or would go, and why. */
export interface RoutingResult {
  readonly team: string;
  readonly priority: number;
  readonly skills: readonly string[];
  readonly route: string; // "": a rule or the default chose the team
  readonly why: string;
  readonly routes: readonly {
    readonly route: string;
    readonly matched: boolean;
    readonly why: string;
  }[];
  readonly verdict: string; // who gets it, or why nobody does
  readonly people: readonly {
    readonly operator: string;
    readonly name: string;
    readonly fit: boolean;
    readonly why: string;
  }[];
}
