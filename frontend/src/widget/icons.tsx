/** The drawings of the widget: strokes on a 24 by 24 grid. */

const PATHS = {
  bot: "M12 8V4H8M4 8h16v12H4zM2 14h2M20 14h2M15 13v2M9 13v2",
  user: "M19 21v-2a4 4 0 0 0-4-4H9a4 4 0 0 0-4 4v2M16 7a4 4 0 1 1-8 0 4 4 0 0 1 8 0z",
  dots: "M5 12h0M12 12h0M19 12h0",
  down: "m6 9 6 6 6-6",
  up: "m5 12 7-7 7 7M12 19V5",
  moon: "M21 13a9 9 0 1 1-10-10 7 7 0 0 0 10 10z",
  mail: "M22 7l-10 6L2 7M2 4h20v16H2z",
  file: "M4 2h10l6 6v14H4zM14 2v6h6M16 13H8M16 17H8",
  alert: "M12 3 2 21h20zM12 10v4m0 4h0",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="i" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}

/** The sign of the handoff: two overlapping discs, the assistant's and the person's. */
export function Mark() {
  return (
    <svg className="mark" width="26" height="18" viewBox="0 0 26 18" aria-hidden="true">
      <circle cx="9" cy="9" r="8" />
      <circle cx="17" cy="9" r="8" />
    </svg>
  );
}
