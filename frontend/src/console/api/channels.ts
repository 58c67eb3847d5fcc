/** What the API of channels sends. Times are milliseconds; 0 and "": nothing is known. */

export type FieldKind = "text" | "secret" | "number" | "choice" | "switch";

export interface ChannelField {
  readonly key: string;
  readonly label: string;
  readonly kind: FieldKind;
  readonly help: string;
  readonly required: boolean;
  readonly default: string;
  readonly choices: readonly string[];
  readonly expected: string;
  readonly advanced: boolean;
}

export interface Abilities {
  readonly length: number;
  readonly unit: "characters" | "utf16" | "bytes";
  readonly buttons: number;
  readonly media: Readonly<Record<string, number>>; // largest file in bytes
  readonly typing: boolean;
  readonly receipts: readonly string[];
  readonly edits: boolean;
  readonly window: number; // 0: for ever
  readonly window_of_people: number;
  readonly templates: boolean;
}

export interface ChannelKind {
  readonly name: string;
  readonly label: string;
  readonly guide: readonly string[];
  readonly form: readonly ChannelField[];
  readonly abilities: Abilities;
}

export interface Finding {
  readonly step: string;
  readonly well: boolean;
  readonly words: string;
  readonly remedy: string;
}

export interface Health {
  readonly heard_at: number;
  readonly sent_at: number;
  readonly failed_at: number;
  readonly error: string;
  readonly failures: number;
  readonly expires_at: number;
  readonly checked_at: number;
  readonly findings: readonly Finding[];
}

export interface Load {
  readonly conversations: number;
  readonly open: number;
  readonly unread: number; // events that nobody here could read
  readonly dead: number; // messages that were given up
  readonly failed: number; // messages of the last day that did not arrive
}

export type Standing = "off" | "trouble" | "expiring" | "new" | "good";

export interface Channel {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly name: string;
  readonly assistant: string;
  readonly on: boolean;
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, "set" | "not set">>;
  readonly webhook_url: string;
  readonly standing: Standing;
  readonly health: Health;
  readonly load: Load;
}

export interface ChannelHealth {
  readonly standing: Standing;
  readonly health: Health;
  readonly load: Load;
  readonly known: readonly {
    readonly address: string;
    readonly name: string;
    readonly heard_at: number;
  }[];
}

export interface UnreadEvent {
  readonly id: string;
  readonly what: string;
  readonly raw: string;
  readonly at: number;
}

export interface Removed {
  readonly conversations: number;
  readonly open: number;
}

/** What came of a test. */
export interface Tried {
  readonly ok: boolean;
  readonly answer: string;
}

/** A job that was given up. */
export interface DeadJob {
  readonly id: string;
  readonly conversation: string;
  readonly kind: string;
  readonly error: string;
  readonly at: number;
  readonly attempts: number;
  readonly channel: string; // id of the channel; "": it is no message to a visitor
  readonly seq: number;
}
