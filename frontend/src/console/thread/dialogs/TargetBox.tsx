/** A combobox over people and teams: type a few letters, arrows move, Enter chooses. */

import { UsersRound } from "lucide-react";
import { type KeyboardEvent, type RefObject, useState } from "react";
import { Avatar } from "../../ui/Avatar";
import { matching, type Target } from "./targets";

interface TargetBoxProps {
  readonly targets: readonly Target[];
  readonly box: RefObject<HTMLInputElement | null>;
  readonly chosen: Target | null;
  readonly onChoose: (target: Target) => void;
}

interface LineProps {
  readonly target: Target;
  readonly on: boolean;
  readonly onPick: () => void;
}

function Line({ target, on, onPick }: LineProps) {
  const { key, kind, name, to, hint, free } = target;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the input that owns the list
    <div
      role="option"
      id={`target-${key}`}
      tabIndex={-1}
      aria-selected={on}
      aria-disabled={free ? undefined : true}
      className={on ? "on" : ""}
      onClick={() => free && onPick()}
      ref={(node) => {
        if (on) node?.scrollIntoView({ block: "nearest" });
      }}
    >
      {kind === "team" ? (
        <UsersRound size={18} aria-hidden="true" />
      ) : (
        <Avatar id={to} name={name} size="xs" online={free} />
      )}
      <span>{name}</span>
      <em>{hint}</em>
    </div>
  );
}

export function TargetBox({ targets, box, chosen, onChoose }: TargetBoxProps) {
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(true);
  const found = matching(targets, query);
  const current = found[Math.min(at, found.length - 1)];
  const pick = (target: Target) => {
    setQuery("");
    setOpen(false);
    onChoose(target);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Enter" && open && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      if (current?.free) pick(current);
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || found.length === 0) return;
    event.preventDefault();
    setOpen(true);
    setAt((Math.min(at, found.length - 1) + step + found.length) % found.length);
  };
  return (
    <div className="target">
      <label htmlFor="transfer-to">To</label>
      <input
        id="transfer-to"
        ref={box}
        className="in"
        role="combobox"
        autoComplete="off"
        aria-expanded={open}
        aria-controls="transfer-targets"
        aria-activedescendant={open && current ? `target-${current.key}` : undefined}
        placeholder="A person or a team"
        value={open ? query : (chosen?.name ?? "")}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onChange={(event) => {
          setQuery(event.target.value);
          setOpen(true);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      {open ? (
        <div role="listbox" id="transfer-targets" aria-label="People and teams">
          {found.map((target) => (
            <Line
              key={target.key}
              target={target}
              on={target === current}
              onPick={() => pick(target)}
            />
          ))}
          {found.length === 0 ? <p className="mut">Nobody is called “{query}”.</p> : null}
        </div>
      ) : null}
    </div>
  );
}
