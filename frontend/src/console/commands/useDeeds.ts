/** The deeds of commands, bound to the present screen. */

import { useMemo, useRef } from "react";
import { useLocation } from "wouter";
import type { Page } from "../api/types";
import { placePath } from "../app/place";
import { preferences } from "../app/preferences";
import { type Session, useSession } from "../app/session";
import { useStage } from "../app/stage";
import { rowsOf } from "../live/rows";
import { useAct } from "../thread/useAct";
import { useToast } from "../ui/toasts";
import type { Deeds, Scene } from "./registry";
import { useScene } from "./useScene";

/** Moves the focus along the list's rows: from the focused one, else from the open one. */
function moveFocus(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>("[data-row]")];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const open = links.findIndex((link) => link.ariaCurrent === "true");
  const from = at >= 0 ? at : open;
  const to = from < 0 ? 0 : Math.min(links.length - 1, Math.max(0, from + step));
  links[to]?.focus();
}

async function firstWaiting({ http, live }: Session) {
  const { state } = live.picture();
  if (!state.loaded.includes("waiting")) {
    const page = await http.get<Page>("/api/conversations?list=waiting&limit=50");
    live.listed("waiting", page.rows, state.generation);
  }
  return rowsOf(live.picture().state, "waiting")[0];
}

function switchTheme(): void {
  const { theme } = preferences.read();
  const system = matchMedia("(prefers-color-scheme: dark)").matches;
  const dark = theme === "dark" || (theme === "system" && system);
  preferences.change({ theme: dark ? "light" : "dark" });
}

export function useDeeds(): Deeds {
  const session = useSession();
  const stage = useStage();
  const say = useToast();
  const { mutate: act } = useAct();
  const [, go] = useLocation();
  const scene = useScene();
  const now = useRef<Scene>(scene);
  now.current = scene;
  return useMemo<Deeds>(
    () => ({
      act(action) {
        const { row } = now.current;
        if (row) act({ row, action });
      },
      async takeNext() {
        const row = await firstWaiting(session).catch(() => undefined);
        if (!row) return say("Nothing to take.");
        go(placePath("waiting", row.id));
        act({ row, action: "claim" });
      },
      write: (tab) => stage.composer.current?.focus(tab),
      move: moveFocus,
      back: () => go(placePath(now.current.place?.list ?? "waiting")),
      go,
      palette: stage.openPalette,
      help: stage.openHelp,
      panel: () => stage.setPanelOpen(!stage.panelOpen),
      theme: switchTheme,
    }),
    [session, stage, say, act, go],
  );
}
