/** Every command of the console, once: buttons, keys, palette and help all read this table. */

import type { SeenRow } from "../../protocol/frames";
import { mayAct as acts, maySetUp } from "../api/rights";
import type { Role } from "../api/types";
import type { Place } from "../app/place";
import { type Action, isBulk, mayAct } from "../thread/deeds";

export type Group = "This conversation" | "Inbox" | "Go to" | "Console";

/** What a command may look at to decide whether it applies. */
export interface Scene {
  readonly me: string;
  readonly role: Role;
  readonly place: Place | null;
  readonly row: SeenRow | null;
  readonly selected: number; // conversations
  readonly offered: boolean; // a conversation is offered to me
}

/** What a command can do. */
export interface Deeds {
  act(action: Action): void;
  takeNext(): void;
  write(tab: "reply" | "note"): void;
  answerOffer(take: boolean): void;
  presence(): void;
  propose(): void;
  judge(needed: boolean): void;
  select(): void;
  extend(step: 1 | -1): void;
  clear(): void;
  move(step: 1 | -1): void;
  back(): void;
  go(path: string): void;
  palette(): void;
  help(): void;
  panel(): void;
  theme(): void;
}

export interface Command {
  readonly id: string;
  readonly title: string;
  readonly group: Group;
  readonly keys: string; // "c", "mod+k", "g w"; "": none
  readonly applies: (scene: Scene) => boolean;
  readonly run: (deeds: Deeds) => void;
}

const always = (): boolean => true;
const chosen = ({ row }: Scene): boolean => row !== null;
const inbox = ({ place }: Scene): boolean => place !== null;
const may =
  (action: Action) =>
  ({ row, me, role, selected }: Scene): boolean =>
    acts(role) &&
    ((selected > 0 && isBulk(action)) || (row !== null && mayAct(action, row, { id: me, role })));
const writes = ({ row, role }: Scene): boolean => row !== null && !row.drill && acts(role);
const works = ({ role }: Scene): boolean => acts(role);
const setsUp = ({ role }: Scene): boolean => maySetUp(role);
const offered = (scene: Scene): boolean => scene.offered;
const judges = (scene: Scene): boolean =>
  writes(scene) && scene.row?.handoff != null && scene.row.status !== "waiting";
const listed = (scene: Scene): boolean => inbox(scene) && acts(scene.role);

type Line = readonly [string, string, string, (scene: Scene) => boolean, (deeds: Deeds) => void];

const group = (name: Group, lines: readonly Line[]): readonly Command[] =>
  lines.map(([id, title, keys, applies, run]) => ({ id, title, group: name, keys, applies, run }));

export const COMMANDS: readonly Command[] = [
  ...group("This conversation", [
    ["claim", "Claim", "c", may("claim"), (d) => d.act("claim")],
    ["reply", "Reply", "r", writes, (d) => d.write("reply")],
    ["note", "Write a note", "n", writes, (d) => d.write("note")],
    ["return", "Return to assistant", "b", may("return"), (d) => d.act("return")],
    ["resolve", "Resolve", "e", may("resolve"), (d) => d.act("resolve")],
    ["transfer", "Transfer to a person or a team", "t", may("transfer"), (d) => d.act("transfer")],
    ["snooze", "Snooze", "h", may("snooze"), (d) => d.act("snooze")],
    ["prioritise", "Priority", "p", may("prioritise"), (d) => d.act("prioritise")],
    ["take_over", "Take over from a colleague", "v", may("take_over"), (d) => d.act("take_over")],
    ["pass", "Pass on what is offered to me here", "", may("pass"), (d) => d.act("pass")],
    ["propose", "Propose my last reply for the knowledge base", "", writes, (d) => d.propose()],
    ["needed", "This handoff was needed", "", judges, (d) => d.judge(true)],
    ["needless", "This handoff was not needed", "", judges, (d) => d.judge(false)],
    ["cancel", "Cancel handoff", "", may("cancel"), (d) => d.act("cancel")],
    ["panel", "Show or hide the handoff package", "]", chosen, (d) => d.panel()],
    ["back", "Back to the list", "escape", (s) => chosen(s) || s.selected > 0, (d) => d.back()],
  ]),
  ...group("Inbox", [
    ["take-offer", "Take what is offered to me", "a", offered, (d) => d.answerOffer(true)],
    ["pass-offer", "Pass on what is offered to me", "d", offered, (d) => d.answerOffer(false)],
    ["take", "Take the next one waiting", "w", works, (d) => d.takeNext()],
    ["next", "Next conversation", "j", inbox, (d) => d.move(1)],
    ["previous", "Previous conversation", "k", inbox, (d) => d.move(-1)],
    ["select", "Select, or take out of the selection", "x", listed, (d) => d.select()],
    ["extend-next", "Select the next one, too", "shift+j", listed, (d) => d.extend(1)],
    ["extend-previous", "Select the previous one, too", "shift+k", listed, (d) => d.extend(-1)],
    ["clear", "Select nothing", "", ({ selected }) => selected > 0, (d) => d.clear()],
  ]),
  ...group("Go to", [
    ["go-waiting", "Waiting for a person", "g w", always, (d) => d.go("/inbox/waiting")],
    ["go-mine", "Mine", "g m", always, (d) => d.go("/inbox/mine")],
    ["go-assistant", "With the assistant", "g b", always, (d) => d.go("/inbox/assistant")],
    ["go-open", "All open", "g i", always, (d) => d.go("/inbox/open")],
    ["go-resolved", "Resolved", "g e", always, (d) => d.go("/inbox/resolved")],
    ["go-assistants", "Assistants", "g a", setsUp, (d) => d.go("/assistants")],
    ["go-knowledge", "Knowledge", "g k", setsUp, (d) => d.go("/knowledge")],
    ["go-flows", "Flows", "g f", setsUp, (d) => d.go("/flows")],
    ["go-policy", "Handoff policy", "g p", setsUp, (d) => d.go("/policy")],
    ["go-teams", "Teams", "g t", setsUp, (d) => d.go("/teams")],
    ["go-routing", "Routing", "g u", setsUp, (d) => d.go("/routing")],
    ["go-try-routing", "Who would get this now?", "", setsUp, (d) => d.go("/routing/try")],
    ["go-channels", "Channels", "g l", setsUp, (d) => d.go("/channels")],
    ["go-new-channel", "Add a channel", "", setsUp, (d) => d.go("/channels/new")],
    ["go-dead", "Dead letters", "", setsUp, (d) => d.go("/channels/dead")],
    ["go-operators", "Operators", "g o", setsUp, (d) => d.go("/operators")],
    ["go-reports", "Reports", "g r", always, (d) => d.go("/reports")],
    ["go-gaps", "Knowledge gaps", "", always, (d) => d.go("/reports/gaps")],
    ["go-transcripts", "Search transcripts", "g h", always, (d) => d.go("/transcripts")],
    ["go-drill", "Run a drill", "", setsUp, (d) => d.go("/drill")],
    ["go-notices", "Notifications", "", always, (d) => d.go("/profile/notifications")],
    ["go-profile", "Profile and preferences", "g s", always, (d) => d.go("/profile")],
  ]),
  ...group("Console", [
    ["presence", "Available or away", "shift+a", works, (d) => d.presence()],
    ["palette", "Search or command", "mod+k", always, (d) => d.palette()],
    ["help", "Keyboard shortcuts", "?", always, (d) => d.help()],
    ["theme", "Switch between light and dark", "", always, (d) => d.theme()],
  ]),
];

export const keysOf = (id: string): string => COMMANDS.find((one) => one.id === id)?.keys ?? "";
