/** Where replies and notes are written. A note cannot be sent as a reply by mistake. */

import { type KeyboardEvent, useEffect, useImperativeHandle, useRef, useState } from "react";
import { LONGEST_TEXT, type SeenRow } from "../../protocol/frames";
import { maySupervise } from "../api/rights";
import { usePreferences } from "../app/preferences";
import { useSession } from "../app/session";
import { useStage } from "../app/stage";
import { useAbilities } from "../app/useChannelKinds";
import { dropping } from "../files/dropping";
import { AttachButton, Tray } from "../files/Tray";
import { useAttaching } from "../files/useAttaching";
import { heldByOther } from "../thread/deeds";
import { useViewers } from "../thread/Faces";
import { Kbd } from "../ui/Kbd";
import { useDraft } from "./draft";
import { hintOf, type Tab } from "./hint";
import { lengthWords } from "./length";
import { Tabs } from "./Tabs";
import { useGrowing } from "./useGrowing";
import { useReplyWindow, Window } from "./Window";

const COUNT_FROM = LONGEST_TEXT - 500;

/** Who lost a claim goes on in a note, with the same text. */
function useTab(row: SeenRow, me: string): [Tab, (tab: Tab) => void] {
  const other = heldByOther(row, me);
  const [tab, setTab] = useState<Tab>(other ? "note" : "reply");
  useEffect(() => setTab(other ? "note" : "reply"), [other]);
  return [tab, setTab];
}

/** ``shut``: a reply would not arrive any more. */
function useSending(row: SeenRow, tab: Tab, shut: boolean) {
  const { live } = useSession();
  const attaching = useAttaching(row.id);
  const [text, change] = useDraft(row.id);
  const { id } = row;
  useEffect(() => () => live.typing(id, false), [live, id]);
  const blocked = shut && tab === "reply";
  const along = tab === "reply" ? attaching.ids.length : 0;
  const complete = tab === "note" || !attaching.busy;
  const says = text.trim().length > 0 || along > 0;
  const ready = says && complete && text.length <= LONGEST_TEXT && !blocked;
  return {
    text,
    ready,
    attaching: tab === "reply" ? attaching : null,
    restore: attaching.restore,
    write(next: string) {
      change(next);
      if (tab === "reply") live.typing(id, next.trim().length > 0);
    },
    send() {
      if (!ready) return;
      live.say(id, tab, text, tab === "reply" ? attaching.take() : []);
      live.typing(id, false);
      change("");
    },
  };
}

/** Who else is writing an answer here right now. */
function Replying({ id }: { id: string }) {
  const names = useViewers(id)
    .filter(({ replying }) => replying)
    .map(({ name }) => name);
  return (
    <p role="status" className="replying">
      {names.length ? `${names.join(" and ")} ${names.length > 1 ? "are" : "is"} replying` : ""}
    </p>
  );
}

export function Composer({ row }: { row: SeenRow }) {
  const { me } = useSession();
  const { composer } = useStage();
  const { enterSends } = usePreferences();
  const [tab, setTab] = useTab(row, me.id);
  const open = useReplyWindow(row);
  const { text, ready, attaching, restore, write, send } = useSending(
    row,
    tab,
    open?.state === "shut",
  );
  const abilities = useAbilities(row.channel);
  const inParts = abilities ? lengthWords(row.channel, abilities, text) : "";
  const area = useRef<HTMLTextAreaElement | null>(null);
  useGrowing(area, text);
  useImperativeHandle(composer, () => ({
    focus(next) {
      setTab(next);
      area.current?.focus();
    },
    put(next, files = []) {
      setTab("reply");
      restore(files);
      write(text.trim() ? `${next}\n\n${text}` : next);
      area.current?.focus();
    },
  }));
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") return area.current?.blur();
    const mod = event.metaKey || event.ctrlKey;
    if (event.key !== "Enter" || !(mod || (enterSends && !event.shiftKey))) return;
    event.preventDefault();
    send();
  };
  const whisper = tab === "note" && heldByOther(row, me.id) && maySupervise(me.role);
  const name = tab === "note" ? "Note" : "Reply";
  const over = text.length - LONGEST_TEXT;
  return (
    <div className="cmp">
      <Replying id={row.id} />
      {tab === "reply" ? <Window window={open} /> : null}
      <div className={`box ${tab}`} {...dropping(attaching)}>
        <Tabs tab={tab} onChange={setTab} hint={hintOf(row, me.id, tab)} />
        <textarea
          ref={area}
          className="ta"
          rows={2}
          aria-label={name}
          dir="auto"
          placeholder={
            whisper
              ? `Whisper to ${row.operator_name || "your colleague"}`
              : tab === "note"
                ? "Write a note for your team"
                : `Reply to ${row.name}`
          }
          value={text}
          onChange={(event) => write(event.target.value)}
          onKeyDown={onKey}
        />
        {attaching ? <Tray attaching={attaching} /> : null}
        <div className="bar">
          {attaching ? <AttachButton attaching={attaching} /> : null}
          {tab === "reply" && inParts ? <span className="mut tab">{inParts}</span> : null}
          {text.length > COUNT_FROM ? (
            <span className={over > 0 ? "err tab" : "mut tab"}>
              {over > 0 ? `${over} characters too many` : `${-over} left`}
            </span>
          ) : null}
          <span className="spacer" />
          <button
            type="button"
            className={`bt ${tab === "note" ? "nt-b" : "pri"}`}
            disabled={!ready}
            onClick={send}
          >
            {whisper ? "Whisper" : tab === "note" ? "Add note" : "Send"}
            <Kbd combo={enterSends ? "enter" : "mod+enter"} />
          </button>
        </div>
      </div>
    </div>
  );
}
