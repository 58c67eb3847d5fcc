/** The deeds of commands, bound to the present screen. */

import { useMemo, useRef } from "react";
import { useLocation } from "wouter";
import { words } from "../api/problem";
import type { Page } from "../api/types";
import { freshId } from "../app/ids";
import { firstOffer } from "../app/offers";
import { placePath } from "../app/place";
import { preferences } from "../app/preferences";
import { type Session, useSession } from "../app/session";
import { useStage, type Wish } from "../app/stage";
import { usePresence } from "../app/usePresence";
import { focusedRow, moveFocus, toggled } from "../inbox/selection";
import { rowsOf } from "../live/rows";
import { type Action, isBulk } from "../thread/deeds";
import { useAct } from "../thread/useAct";
import { useMany } from "../thread/useMany";
import { useToast } from "../ui/toasts";
import type { Deeds } from "./registry";
import { useScene } from "./useScene";

/** What is asked before some actions are done. */
const ASKS: Partial<Record<Action, "transfer" | "snooze" | "priority">> = {
  transfer: "transfer",
  snooze: "snooze",
  prioritise: "priority",
};

/** The first that waits and is offered to nobody else. */
async function firstWaiting({ http, live, me }: Session) {
  const { state } = live.picture();
  if (!state.loaded.includes("waiting")) {
    const page = await http.get<Page>("/api/conversations?list=waiting&limit=50");
    live.listed("waiting", page.rows, state.generation);
  }
  const rows = rowsOf(live.picture().state, "waiting");
  return rows.find(({ assigned }) => assigned === me.id) ?? rows.find((row) => !row.assigned);
}

function switchTheme(): void {
  const { theme } = preferences.read();
  const system = matchMedia("(prefers-color-scheme: dark)").matches;
  const dark = theme === "dark" || (theme === "system" && system);
  preferences.change({ theme: dark ? "light" : "dark" });
}

/** The newest reply of mine in the open conversation; 0: none is loaded. */
function lastReply({ live, me }: Session, id: string): number {
  const entries = live.picture().state.threads[id]?.entries ?? [];
  const found = entries.findLast(
    (one) => one.kind === "message" && one.author === "operator" && one.operator === me.id,
  );
  return found?.seq ?? 0;
}

export function useDeeds(): Deeds {
  const session = useSession();
  const stage = useStage();
  const say = useToast();
  const { mutate: act } = useAct();
  const many = useMany();
  const presence = usePresence();
  const [, go] = useLocation();
  const scene = useScene();
  const now = useRef({ scene, stage, presence, many });
  now.current = { scene, stage, presence, many };
  return useMemo<Deeds>(() => {
    const row = () => now.current.scene.row;
    const wish = (next: Wish) => now.current.stage.wish(next);
    const select = (ids: ReadonlySet<string>) => now.current.stage.select(ids);
    return {
      act(action) {
        const selected = [...now.current.stage.selected];
        const open = row();
        const ids = selected.length ? selected : open ? [open.id] : [];
        const kind = ASKS[action];
        if (kind && ids.length) return wish({ kind, ids });
        if (selected.length && isBulk(action)) return now.current.many.start({ action, ids });
        if (open) act({ row: open, action });
      },
      async takeNext() {
        const next = await firstWaiting(session).catch(() => undefined);
        if (!next) return say("Nothing to take.");
        go(placePath("waiting", next.id));
        act({ row: next, action: "claim" });
      },
      answerOffer(take) {
        const { state } = session.live.picture();
        const offered = state.rows[firstOffer(state.offers)?.[0] ?? ""];
        if (!offered) return;
        if (!take) return act({ row: offered, action: "pass" });
        const open = () => go(placePath("mine", offered.id));
        act({ row: offered, action: "claim" }, { onSuccess: open });
      },
      presence: () => now.current.presence.choose(now.current.presence.away ? "available" : "away"),
      propose() {
        const id = row()?.id ?? "";
        const seq = lastReply(session, id);
        if (seq) wish({ kind: "propose", conversation: id, seq });
        else say("You have not replied here yet.");
      },
      judge(needed) {
        const { id = "", handoff = null } = row() ?? {};
        const path = `/api/conversations/${id}/handoffs/${handoff?.number}/judgement`;
        session.http
          .send("POST", path, { id: freshId(), needed })
          .catch((error) => say(words(error), "bad"));
      },
      select() {
        const id = focusedRow();
        if (id) select(toggled(now.current.stage.selected, id));
      },
      extend(step) {
        const from = focusedRow();
        const to = moveFocus(step);
        select(new Set([...now.current.stage.selected, from, to].filter(Boolean)));
      },
      clear: () => select(new Set()),
      write: (tab) => stage.composer.current?.focus(tab),
      move: moveFocus,
      back() {
        if (now.current.stage.selected.size > 0) return select(new Set());
        go(placePath(now.current.scene.place?.list ?? "waiting"));
      },
      go,
      palette: stage.openPalette,
      help: stage.openHelp,
      panel: () => now.current.stage.setPanelOpen(!now.current.stage.panelOpen),
      theme: switchTheme,
    };
  }, [session, stage, say, act, go]);
}
