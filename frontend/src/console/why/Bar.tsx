/** A score as a small bar, with a tick where the threshold stands. */

interface BarProps {
  readonly value: number; // 0 to 1
  readonly limit?: number | null;
  readonly hot?: boolean; // it made the rule fire
}

export function Bar({ value, limit = null, hot = false }: BarProps) {
  const at = (x: number) => `${Math.min(1, Math.max(0, x)) * 100}%`;
  return (
    <span className={hot ? "sc hot" : "sc"} aria-hidden="true">
      <i style={{ width: at(value) }} />
      {limit === null ? null : <b style={{ insetInlineStart: at(limit) }} />}
    </span>
  );
}
