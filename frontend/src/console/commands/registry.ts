/** Every command of the console, once: buttons, keys, palette and help all read this table. */

import type { SeenRow } from "../../protocol/frames";
import type { Place } from "../app/place";
import { type Action, mayAct } from "../thread/deeds";

export type Group = "This conversation" | "Inbox" | "Go to" | "Console";

/** What a command may look at to decide whether it applies. */
export interface Scene {
  readonly me: string;
  readonly place: Place | null;
  readonly row: SeenRow | null;
}

/** What a command can do. */
export interface Deeds {
  act(action: Action): void;
  takeNext(): void;
  write(tab: "reply" | "note"): void;
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
  ({ row, me }: Scene): boolean =>
    row !== null && mayAct(action, row, me);

type Line = readonly [string, string, string, (scene: Scene) => boolean, (deeds: Deeds) => void];

const group = (name: Group, lines: readonly Line[]): readonly Command[] =>
  lines.map(([id, title, keys, applies, run]) => ({ id, title, group: name, keys, applies, run }));

export const COMMANDS: readonly Command[] = [
  ...group("This conversation", [
    ["claim", "Claim", "c", may("claim"), (d) => d.act("claim")],
    ["reply", "Reply", "r", chosen, (d) => d.write("reply")],
    ["note", "Write a note", "n", chosen, (d) => d.write("note")],
    ["return", "Return to assistant", "b", may("return"), (d) => d.act("return")],
    ["resolve", "Resolve", "e", may("resolve"), (d) => d.act("resolve")],
    ["cancel", "Cancel handoff", "", may("cancel"), (d) => d.act("cancel")],
    ["panel", "Show or hide the handoff package", "]", chosen, (d) => d.panel()],
    ["back", "Back to the list", "escape", chosen, (d) => d.back()],
  ]),
  ...group("Inbox", [
    ["take", "Take the next one waiting", "w", always, (d) => d.takeNext()],
    ["next", "Next conversation", "j", inbox, (d) => d.move(1)],
    ["previous", "Previous conversation", "k", inbox, (d) => d.move(-1)],
  ]),
  ...group("Go to", [
    ["go-waiting", "Waiting for a person", "g w", always, (d) => d.go("/inbox/waiting")],
    ["go-mine", "Mine", "g m", always, (d) => d.go("/inbox/mine")],
    ["go-assistant", "With the assistant", "g b", always, (d) => d.go("/inbox/assistant")],
    ["go-open", "All open", "g i", always, (d) => d.go("/inbox/open")],
    ["go-resolved", "Resolved", "g e", always, (d) => d.go("/inbox/resolved")],
    ["go-assistants", "Assistants", "g a", always, (d) => d.go("/assistants")],
    ["go-knowledge", "Knowledge", "g k", always, (d) => d.go("/knowledge")],
    ["go-flows", "Flows", "g f", always, (d) => d.go("/flows")],
    ["go-policy", "Handoff policy", "g p", always, (d) => d.go("/policy")],
    ["go-operators", "Operators", "g o", always, (d) => d.go("/operators")],
    ["go-profile", "Profile and preferences", "g s", always, (d) => d.go("/profile")],
  ]),
  ...group("Console", [
    ["palette", "Search or command", "mod+k", always, (d) => d.palette()],
    ["help", "Keyboard shortcuts", "?", always, (d) => d.help()],
    ["theme", "Switch between light and dark", "", always, (d) => d.theme()],
  ]),
];

export const keysOf = (id: string): string => COMMANDS.find((one) => one.id === id)?.keys ?? "";
