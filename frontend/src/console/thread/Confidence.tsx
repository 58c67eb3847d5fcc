/** How sure the assistant was, as a bar and a number; amber where it was unsure. */

const UNSURE = 0.5;

export function Confidence({ value }: { value: number }) {
  const share = { "--w": Math.min(1, Math.max(0, value)) } as React.CSSProperties;
  return (
    <span
      className={value < UNSURE ? "conf lo" : "conf"}
      title="How sure the assistant was, 0 to 1"
    >
      <i style={share} aria-hidden="true" />
      <span className="sr">Confidence </span>
      {value.toFixed(2)}
    </span>
  );
}
