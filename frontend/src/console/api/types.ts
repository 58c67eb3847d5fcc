/** What the operator API sends, by hand until it is generated like the frames. */

import type { OperatorEntry, SeenRow, WhyView } from "../../protocol/frames";

export type Role = "owner" | "admin" | "supervisor" | "operator" | "viewer";

export interface Me {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly csrf: string;
  readonly email_notices: boolean;
  readonly unmasks: boolean; // may look at what is masked
  readonly scans: boolean; // files are shown to a virus scanner before anybody gets them
  readonly teams: readonly string[];
  readonly skills: readonly string[];
  readonly capacity: number; // conversations at once
}

export interface Page {
  readonly rows: readonly SeenRow[];
  readonly next: string; // cursor; "": the end
}

export interface OlderEntries {
  readonly entries: readonly OperatorEntry[];
  readonly first: number;
}

export interface Attempt {
  readonly seq: number;
  readonly question: string;
  readonly text: string;
  readonly confidence: number | null;
  readonly abstained: boolean;
  readonly sources: readonly { title: string; url: string; passage: string; quote: string }[];
}

export interface PackageSummary {
  readonly wants: string;
  readonly tried: string;
  readonly open: string;
}

/** The handoff package, version 2; older ones lack what is optional. */
export interface Package {
  readonly version: number;
  readonly conversation: string;
  readonly handoff: number;
  readonly made_at: number;
  readonly why: WhyView;
  readonly also: readonly WhyView[];
  readonly visitor: {
    readonly contact: string;
    readonly name: string;
    readonly email: string;
    readonly language: string;
    readonly page: string;
    readonly channel: string;
  };
  readonly question: string;
  readonly summary: PackageSummary;
  readonly ai_summary?: PackageSummary | null;
  readonly intent: { readonly topic: string; readonly score: number } | null;
  readonly mood: readonly { readonly seq: number; readonly score: number }[];
  readonly language: string;
  readonly entities: readonly { kind: string; value: string; seq: number }[];
  readonly tried: readonly Attempt[];
}

export interface AssistantLine {
  readonly id: string;
  readonly name: string;
  readonly public_key: string;
  readonly handoff: boolean;
  readonly mode: "escalation" | "monitoring";
  readonly bar: number;
  readonly kind: string;
}

export interface Assistant {
  readonly id: string;
  readonly name: string;
  readonly greeting: string;
  readonly starters: readonly string[];
  readonly instructions: string;
  readonly accent: string;
  readonly origins: readonly string[];
  readonly public_key: string;
  readonly snippet: string;
  readonly handoff: boolean;
  readonly mode: "escalation" | "monitoring";
  readonly kind: string; // what answers
  readonly chosen_kind: string; // as it was set: auto, or a kind
  readonly options: Readonly<Record<string, string>>; // of the kind, secrets left out
  readonly secrets: readonly string[]; // names of the secrets that are set
  readonly made_secrets?: Readonly<Record<string, string>>; // shown once, by the request that made them
  readonly llm?: {
    readonly model: string;
    readonly base_url: string;
    readonly has_key: boolean;
  } | null;
}

export interface PolicyRule {
  readonly id: string;
  readonly trigger: string;
  readonly action?: "handoff" | "offer";
  readonly threshold?: number;
  readonly times?: number;
  readonly topics?: readonly string[];
  readonly amount?: number | null;
  readonly description?: string;
  readonly examples?: readonly string[];
  readonly not_examples?: readonly string[];
  readonly when?: unknown; // a condition, in the plain form of `condition.ts`
  readonly always?: boolean;
  readonly team?: string | null;
  readonly priority?: number;
  readonly warm?: boolean;
  readonly texts?: Readonly<Record<string, string>>;
  readonly [more: string]: unknown;
}

/** A matter of the owner's own. */
export interface PolicyTopic {
  readonly name: string;
  readonly keywords?: readonly string[];
  readonly not_keywords?: readonly string[];
  readonly description?: string;
  readonly examples?: readonly string[];
}

export interface PolicyBody {
  readonly rules: readonly PolicyRule[];
  readonly team: string;
  readonly bar: number;
  readonly patience_s: number;
  readonly answer_within_s: number;
  readonly cool_down: number;
  readonly zone: string;
  readonly trust_page: boolean;
  readonly topics: readonly PolicyTopic[];
  readonly entities: Readonly<Record<string, string>>;
  readonly texts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly [more: string]: unknown;
}

export interface PolicyVersion {
  readonly version: number;
  readonly published_at: number;
  readonly by: string;
}

export interface PublishedPolicy extends PolicyVersion {
  readonly text: string;
  readonly policy: PolicyBody;
  readonly warnings?: readonly string[];
}

export type Audience = "public" | "internal"; // internal: for staff alone

export interface Source {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly bytes: number;
  readonly passages: number;
  readonly status: "ready" | "indexing" | "failed";
  readonly problems: readonly { readonly line: number; readonly message: string }[];
  readonly updated_at: number;
  readonly audience: Audience;
}

export interface Hit {
  readonly title: string;
  readonly text: string;
  readonly source: string;
  readonly score: number;
  readonly meaning: number | null;
  readonly words: number | null;
  readonly matched: readonly string[];
}

export interface SearchResult {
  readonly answer: {
    readonly text: string;
    readonly confidence: number;
    readonly abstains: boolean;
    readonly sources: readonly { title: string; url?: string }[];
  } | null;
  readonly hits: readonly Hit[];
  readonly internal: readonly Hit[]; // of internal sources
  readonly ms: number;
}

export interface OperatorLine {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly disabled: boolean;
  readonly online: boolean;
  readonly email_notices: boolean;
  readonly teams: readonly string[];
  readonly skills: readonly string[];
  readonly capacity: number; // conversations at once
}
