/** The palette: every command, every page and the known conversations, by a few letters. */

import { Dialog } from "@base-ui/react/dialog";
import { Search } from "lucide-react";
import { type KeyboardEvent, useMemo, useState } from "react";
import type { SeenRow } from "../../protocol/frames";
import { placePath } from "../app/place";
import { useLive } from "../app/session";
import type { ListName } from "../live/state";
import { Avatar } from "../ui/Avatar";
import { Kbd } from "../ui/Kbd";
import { LISTS } from "../ui/labels";
import { fits } from "./match";
import { COMMANDS, type Deeds, type Scene } from "./registry";
import { useDeeds } from "./useDeeds";
import { useScene } from "./useScene";

const MOST_PEOPLE = 8;

interface Option {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly keys: string;
  readonly hint: string;
  readonly person: boolean;
  readonly run: (deeds: Deeds) => void;
}

const listFor = (row: SeenRow): ListName => {
  if (row.status === "resolved") return "resolved";
  return row.status === "waiting" ? "waiting" : "open";
};

function commandsFor(scene: Scene, query: string): readonly Option[] {
  return COMMANDS.filter((one) => one.id !== "palette" && one.applies(scene))
    .map((one) => ({ one, score: fits(query, one.title) }))
    .filter(({ score }) => score > 0)
    .map(({ one }) => ({ ...one, hint: "", person: false }));
}

function peopleFor(rows: readonly SeenRow[], query: string): readonly Option[] {
  return rows
    .filter((row) => fits(query, `${row.name} ${row.email}`) > 0)
    .sort((a, b) => b.updated_at - a.updated_at)
    .slice(0, MOST_PEOPLE)
    .map((row) => ({
      id: row.id,
      title: row.name,
      group: "Conversations",
      keys: "",
      hint: LISTS[listFor(row)],
      person: true,
      run: (deeds) => deeds.go(placePath(listFor(row), row.id)),
    }));
}

function OptionLine({ option, on, onRun }: { option: Option; on: boolean; onRun: () => void }) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the input that owns the list
    <div
      role="option"
      id={`option-${option.id}`}
      aria-selected={on}
      tabIndex={-1}
      className={on ? "on" : ""}
      onClick={onRun}
      ref={(node) => {
        if (on) node?.scrollIntoView({ block: "nearest" });
      }}
    >
      {option.person ? <Avatar id={option.id} name={option.title} size="xs" /> : null}
      <span>{option.title}</span>
      {option.hint ? <em>{option.hint}</em> : null}
      {option.keys ? <Kbd combo={option.keys} /> : null}
    </div>
  );
}

export default function Palette({ onClose }: { onClose: () => void }) {
  const scene = useScene();
  const deeds = useDeeds();
  const rows = useLive((state) => state.rows);
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const options = useMemo(
    () => [...commandsFor(scene, query), ...peopleFor(Object.values(rows), query)],
    [scene, rows, query],
  );
  const chosen = options[Math.min(at, options.length - 1)];
  const run = (option: Option) => {
    onClose();
    // After the dialog has given the focus back, or it would take it from the composer.
    setTimeout(() => option.run(deeds));
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" && chosen) return run(chosen);
    if (!step) return;
    event.preventDefault();
    setAt((Math.min(at, options.length - 1) + step + options.length) % options.length);
  };
  return (
    <Dialog.Root open onOpenChange={(open) => open || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="scrim" />
        <Dialog.Popup className="pal" aria-label="Commands">
          <div className="pal-i">
            <Search size={18} />
            <input
              role="combobox"
              aria-label="Search or command"
              aria-expanded="true"
              aria-controls="palette-options"
              aria-activedescendant={chosen ? `option-${chosen.id}` : undefined}
              placeholder="Search or command"
              value={query}
              onChange={(event) => {
                setQuery(event.target.value);
                setAt(0);
              }}
              onKeyDown={onKey}
            />
          </div>
          <div role="listbox" id="palette-options" aria-label="Commands and conversations">
            {options.map((option, i) => (
              <div key={`${option.group} ${option.id}`} role="presentation">
                {options[i - 1]?.group === option.group ? null : (
                  <span className="pg" role="presentation">
                    {option.group}
                  </span>
                )}
                <OptionLine option={option} on={option === chosen} onRun={() => run(option)} />
              </div>
            ))}
          </div>
          {options.length === 0 ? <p className="pal-none">Nothing called “{query}”.</p> : null}
          <footer className="pal-f">
            <span>
              <Kbd combo="arrowup" /> <Kbd combo="arrowdown" /> move
            </span>
            <span>
              <Kbd combo="enter" /> run
            </span>
            <span>
              <Kbd combo="escape" /> close
            </span>
          </footer>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
