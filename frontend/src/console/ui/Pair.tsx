/** The sign of the product: a violet and a teal disc, overlapping. */

export function Pair({ size = 24 }: { size?: number }) {
  return (
    <svg
      className="pair"
      width={size}
      height={(size * 2) / 3}
      viewBox="0 0 24 16"
      aria-hidden="true"
    >
      <circle className="p-bot" cx="8" cy="8" r="7" />
      <circle className="p-human" cx="16" cy="8" r="7" />
      <path className="p-both" d="M12 2.26a7 7 0 0 1 0 11.48a7 7 0 0 1 0-11.48z" />
    </svg>
  );
}
