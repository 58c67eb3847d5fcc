/** Reply or note. */

import type { KeyboardEvent } from "react";
import { Kbd } from "../ui/Kbd";
import type { Tab } from "./hint";

interface TabsProps {
  readonly tab: Tab;
  readonly onChange: (tab: Tab) => void;
  readonly hint: string;
}

const NAMES: readonly { tab: Tab; name: string; key: string }[] = [
  { tab: "reply", name: "Reply", key: "r" },
  { tab: "note", name: "Note", key: "n" },
];

export function Tabs({ tab, onChange, hint }: TabsProps) {
  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    onChange(tab === "reply" ? "note" : "reply");
    const other = event.currentTarget.querySelector<HTMLElement>("[aria-selected=false]");
    other?.focus();
  };
  return (
    <div className="tabs">
      <div role="tablist" aria-label="Reply or note" onKeyDown={onKey}>
        {NAMES.map((one) => (
          <button
            key={one.tab}
            type="button"
            role="tab"
            aria-selected={tab === one.tab}
            tabIndex={tab === one.tab ? 0 : -1}
            className={tab === one.tab ? "on" : ""}
            onClick={() => onChange(one.tab)}
          >
            {one.name}
            <Kbd combo={one.key} />
          </button>
        ))}
      </div>
      <span className="spacer" />
      <span className="hint">{hint}</span>
    </div>
  );
}
