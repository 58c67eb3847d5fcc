/** Where commands reach into the screen: the composer, the list, the overlays. */

import { createContext, type RefObject, use } from "react";
import type { Attached } from "../live/state";
import type { BulkAction, Details } from "../thread/deeds";
import type { Outcome } from "../thread/useMany";

export interface ComposerHandle {
  focus(tab: "reply" | "note"): void;
  put(text: string, files?: readonly Attached[]): void; // unsent: goes back to be changed
}

/** A question that is put before something is done, or the answer to it. ``ids``: conversations. */
export type Wish =
  | { readonly kind: "transfer" | "snooze" | "priority"; readonly ids: readonly string[] }
  | {
      readonly kind: "confirm";
      readonly action: BulkAction;
      readonly ids: readonly string[];
      readonly details: Details;
    }
  | {
      readonly kind: "outcome";
      readonly action: BulkAction;
      readonly outcomes: readonly Outcome[];
    }
  | { readonly kind: "propose"; readonly conversation: string; readonly seq: number };

export interface Stage {
  readonly composer: RefObject<ComposerHandle | null>;
  readonly openPalette: () => void;
  readonly openHelp: () => void;
  readonly panelOpen: boolean; // on narrow screens the package lies over the thread
  readonly setPanelOpen: (open: boolean) => void;
  readonly wish: (wish: Wish | null) => void;
  readonly selected: ReadonlySet<string>; // conversations, for bulk actions
  readonly select: (selected: ReadonlySet<string>) => void;
  readonly channel: string; // the kind whose conversations the list shows; "": all
  readonly onlyChannel: (kind: string) => void;
}

export const StageContext = createContext<Stage | null>(null);

export function useStage(): Stage {
  const stage = use(StageContext);
  if (!stage) throw new Error("useStage needs a StageContext around it");
  return stage;
}
