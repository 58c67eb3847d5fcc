/** The living inbox: the reducer's state, the socket that feeds it, and what flows back. */

import type { OperatorClientFrame, OperatorServerFrame, SeenRow } from "../../protocol/frames";
import { type Alert, alertOf } from "./alerts";
import { again, dropped, due, frameOf, reconnected, sent } from "./outbox";
import { listed, paged, reduce, saw, told } from "./reduce";
import { connect, type Line, type Link } from "./socket";
import { type Entry, empty, type ListName, type Sending, type State, without } from "./state";
import { seenBy } from "./thread";

const TYPING_EVERY_MS = 3000;
const VIEW_EVERY_MS = 10_000; // the server forgets after 30 s
const REPLYING_LASTS_MS = 20_000; // after the last letter

export interface Picture {
  readonly state: State;
  readonly link: Link;
}

export interface LiveOptions {
  readonly csrf: () => string;
  readonly open: () => WebSocket;
  readonly now: () => number;
  readonly freshId: () => string;
  readonly kept: readonly Sending[]; // unsent from before a reload
  readonly keep: (outbox: readonly Sending[]) => void;
  readonly onEnded: () => void; // the session is over
  readonly onAlert: (alert: Alert) => void;
}

export type Live = ReturnType<typeof createLive>;

export function createLive(options: LiveOptions) {
  const { now, freshId } = options;
  let picture: Picture = {
    state: { ...empty, outbox: reconnected(options.kept) },
    link: "connecting",
  };
  let line: Line | null = null;
  let watched = "";
  let typedAt = 0;
  let viewed = "";
  let replyingUntil = 0;
  let viewing = 0;
  let flushing = 0;
  const listeners = new Set<() => void>();

  const show = (next: Picture) => {
    if (next.state.outbox !== picture.state.outbox) options.keep(next.state.outbox);
    picture = next;
    for (const listener of listeners) listener();
  };
  const put = (state: State) => {
    if (state !== picture.state) show({ ...picture, state });
  };
  const send = (frame: OperatorClientFrame): boolean =>
    picture.link === "up" && (line?.send(frame) ?? false);

  const watchFrom = (id: string) =>
    send({ type: "watch", conversation: id, after: picture.state.threads[id]?.last ?? 0 });

  const forget = (id: string) => {
    const { state } = picture;
    put({
      ...state,
      threads: without(state.threads, id),
      gaps: state.gaps.filter((gap) => gap !== id),
    });
  };

  const mend = () => {
    for (const id of picture.state.gaps) id === watched ? watchFrom(id) : forget(id);
  };

  const flush = () => {
    for (const sending of due(picture.state.outbox, now())) {
      if (!send(frameOf(sending))) return;
      put({ ...picture.state, outbox: sent(picture.state.outbox, sending.id) });
    }
    const waits = picture.state.outbox.filter((one) => one.stage === "queued");
    clearTimeout(flushing);
    if (waits.length) flushing = window.setTimeout(flush, 1000);
  };

  const tellView = () => {
    const replying = viewed !== "" && now() < replyingUntil;
    send({ type: "view", conversation: viewed, replying });
    clearTimeout(viewing);
    if (viewed) viewing = window.setTimeout(tellView, VIEW_EVERY_MS);
  };

  /** Told at once when it begins or ends, else with the next beat. */
  const replying = (on: boolean) => {
    const was = now() < replyingUntil;
    replyingUntil = on ? now() + REPLYING_LASTS_MS : 0;
    if (was !== on) tellView();
  };

  const onFrame = (frame: OperatorServerFrame) => {
    const alert = alertOf(picture.state, frame);
    put(reduce(picture.state, frame, now()));
    if (alert) options.onAlert(alert);
    if (frame.type === "update" || frame.type === "resync") mend();
    if (frame.type === "refused") flush();
  };

  const onLink = (link: Link) => {
    const outbox = link === "down" ? reconnected(picture.state.outbox) : picture.state.outbox;
    show({ link, state: { ...picture.state, outbox } });
    if (link === "ended") options.onEnded();
    if (link !== "up") return;
    if (watched) watchFrom(watched);
    if (viewed) tellView();
    flush();
  };

  const hello = (): OperatorClientFrame => ({
    type: "hello",
    csrf: options.csrf(),
    position: picture.state.position,
  });

  return {
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    picture: () => picture,
    start() {
      line ??= connect({ open: options.open, hello, onFrame, onLink, random: Math.random });
    },
    stop() {
      clearTimeout(viewing);
      line?.close();
      line = null;
    },
    watch(id: string) {
      if (watched && watched !== id) send({ type: "unwatch", conversation: watched });
      watched = id;
      if (id) watchFrom(id);
    },
    say(conversation: string, kind: Sending["kind"], text: string, files: Sending["files"] = []) {
      const { state } = picture;
      const seen = seenBy(state.threads[conversation], state.me, now() + state.skew);
      const blank = { why: "", by: "", reply: 0, notBefore: 0, stage: "queued" } as const;
      const sending: Sending = {
        id: freshId(),
        conversation,
        kind,
        text,
        files,
        alongside: false,
        seen,
        at: now(),
        ...blank,
      };
      put({ ...picture.state, outbox: [...picture.state.outbox, sending] });
      flush();
    },
    again(id: string, alongside = false) {
      put({
        ...picture.state,
        outbox: again(picture.state.outbox, id, freshId(), alongside),
      });
      flush();
    },
    drop(id: string) {
      put({ ...picture.state, outbox: dropped(picture.state.outbox, id) });
    },
    see(row: SeenRow) {
      if (row.seen >= row.visitor_messages) return;
      const { id: conversation, visitor_messages: seen } = row;
      if (send({ type: "see", conversation, seen })) put(saw(picture.state, conversation, seen));
    },
    /** What this tab shows; "": nothing that colleagues should know of. */
    view(conversation: string) {
      if (viewed === conversation) return;
      viewed = conversation;
      replyingUntil = 0;
      tellView();
    },
    typing(conversation: string, on: boolean) {
      if (conversation === viewed) replying(on);
      if (on && now() - typedAt < TYPING_EVERY_MS) return;
      if (!on && typedAt === 0) return;
      typedAt = on ? now() : 0;
      send({ type: "typing", conversation, on });
    },
    listed: (list: ListName, rows: readonly SeenRow[], generation: number) =>
      put(listed(picture.state, list, rows, generation)),
    told: (row: SeenRow) => put(told(picture.state, row)),
    paged: (id: string, entries: readonly Entry[], first: number) =>
      put(paged(picture.state, id, entries, first)),
  };
}
