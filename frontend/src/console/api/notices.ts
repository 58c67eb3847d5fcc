/** How I and my teams are told of things, as the API keeps it. */

export interface QuietBody {
  readonly since: number; // minutes after midnight
  readonly until: number; // below ``since``: into the next day
  readonly days: readonly number[]; // Monday is 0
}

export type Events = Readonly<Record<string, readonly string[]>>; // ways by notice

export interface WishesBody {
  readonly events: Events; // an event that is not named follows my team
  readonly quiet: readonly QuietBody[];
  readonly zone: string;
  readonly away_only: readonly string[]; // ways for when no console of mine is open
  readonly email_after_s: number;
  readonly phone: string;
  readonly text: boolean; // words of the conversation may be in it
}

export interface NoticesAnswer {
  readonly wishes: WishesBody;
  readonly events: readonly {
    readonly event: string;
    readonly title: string;
    readonly ways: readonly string[]; // as it is now
    readonly own: boolean; // I chose it myself
  }[];
  readonly ways: readonly {
    readonly way: string;
    readonly ready: boolean; // it reaches me
    readonly why: string; // what is missing where it does not
    readonly most: number;
    readonly within_s: number;
  }[];
  readonly text_allowed: boolean; // by the server's settings
}

/** What came of a test. */
export interface TriedNotice {
  readonly ok: boolean;
  readonly answer: string;
}

/** A service, or a room of a messenger, that a team shares. */
export interface TargetShown {
  readonly id: string;
  readonly way: "webhook" | "chat";
  readonly name: string;
  readonly host: string;
  readonly events: readonly string[];
  readonly text: boolean;
  readonly secret: string; // of a webhook, the once when it is made
}

export interface BoardShown {
  readonly events: Events; // for who chose nothing
  readonly own: readonly string[]; // those that the team chose
  readonly targets: readonly TargetShown[];
}

export interface PushAnswer {
  readonly key: string; // to subscribe with, base64url
  readonly browsers: readonly {
    readonly id: string;
    readonly label: string;
    readonly endpoint_host: string;
    readonly created_at: number;
  }[];
}
