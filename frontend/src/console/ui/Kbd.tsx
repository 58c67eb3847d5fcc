/** A key cap. "mod" is ⌘ on Apple keyboards and Ctrl elsewhere. */

const APPLE = /Mac|iPhone|iPad/.test(navigator.platform);

const CAPS: Readonly<Record<string, string>> = {
  mod: APPLE ? "⌘" : "Ctrl",
  shift: APPLE ? "⇧" : "Shift",
  enter: "↵",
  escape: "Esc",
  arrowup: "↑",
  arrowdown: "↓",
};

const cap = (key: string): string => CAPS[key] ?? key.toUpperCase();

/** Keys pressed one after the other are caps of their own; those held together share one. */
export const caps = (combo: string): readonly string[] =>
  combo
    .split(" ")
    .filter(Boolean)
    .map((held) =>
      held
        .split("+")
        .map(cap)
        .join(APPLE ? "" : " "),
    );

export function Kbd({ combo }: { combo: string }) {
  const keys = caps(combo);
  if (keys.length === 0) return null;
  return (
    <span className="kbds" aria-hidden="true">
      {keys.map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
