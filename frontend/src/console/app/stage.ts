/** Where commands reach into the screen: the composer, the list, the overlays. */

import { createContext, type RefObject, use } from "react";

export interface ComposerHandle {
  focus(tab: "reply" | "note"): void;
}

export interface Stage {
  readonly composer: RefObject<ComposerHandle | null>;
  readonly openPalette: () => void;
  readonly openHelp: () => void;
  readonly panelOpen: boolean; // on narrow screens the package lies over the thread
  readonly setPanelOpen: (open: boolean) => void;
}

export const StageContext = createContext<Stage | null>(null);

export function useStage(): Stage {
  const stage = use(StageContext);
  if (!stage) throw new Error("useStage needs a StageContext around it");
  return stage;
}
