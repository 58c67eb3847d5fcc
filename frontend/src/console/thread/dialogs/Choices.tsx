/** A few choices under each other: arrows and Tab move, Enter takes one, so does its number. */

import type { KeyboardEvent, RefObject } from "react";
import { Kbd } from "../../ui/Kbd";

export interface ChoiceLine {
  readonly key: string;
  readonly label: string;
  readonly hint?: string;
  readonly on?: boolean; // as it is now
  readonly choose: () => void;
}

interface ChoicesProps {
  readonly label: string;
  readonly lines: readonly ChoiceLine[];
  readonly disabled: boolean;
  readonly first: RefObject<HTMLButtonElement | null>;
}

export function Choices({ label, lines, disabled, first }: ChoicesProps) {
  const onKey = (event: KeyboardEvent<HTMLUListElement>) => {
    const number = Number(event.key);
    if (number >= 1 && number <= lines.length && !disabled) {
      event.preventDefault();
      lines[number - 1]?.choose();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [...event.currentTarget.querySelectorAll("button")];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  };
  return (
    <ul className="choices" aria-label={label} onKeyDown={onKey}>
      {lines.map(({ key, label: name, hint, on, choose }, i) => (
        <li key={key}>
          <button
            type="button"
            ref={i === 0 ? first : undefined}
            disabled={disabled}
            aria-current={on ? "true" : undefined}
            onClick={choose}
          >
            <span>{name}</span>
            {hint ? <small>{hint}</small> : null}
            <Kbd combo={String(i + 1)} />
          </button>
        </li>
      ))}
    </ul>
  );
}
