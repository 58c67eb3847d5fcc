/** Charts of a figure: by day, by a name, by the hours of a week. Each point opens what is behind it. */

import type { SeriesPoint } from "../api/reports";
import { ChartCard } from "../charts/ChartCard";
import { Columns } from "../charts/Columns";
import { DAYS, Heat, type HeatCell } from "../charts/Heat";
import { Lines } from "../charts/Lines";
import { Shares } from "../charts/Shares";
import { type Point, type Series, sheetOf, total } from "../charts/series";
import { figure } from "../charts/words";
import { Failed, Skeleton } from "../ui/Notice";
import type { Wanted } from "./BehindModal";
import { wordsOf } from "./figures";
import { longDay, type Period, shortDay } from "./period";
import { useSeries } from "./useReports";

export interface PartProps {
  readonly period: Period;
  readonly onPick: (wanted: Wanted) => void;
}

export const NOTHING = "Nothing in this period yet.";

const dayPoint = (key: string, values: Point["values"]): Point => ({
  key,
  label: shortDay(key),
  long: longDay(key),
  values,
});

interface StackProps extends PartProps {
  readonly title: string;
  readonly figures: readonly [string, string];
  readonly series: readonly [Series, Series];
}

/** How many of each of two kinds, day by day. */
export function DayStack({ title, figures, series, period, onPick }: StackProps) {
  const below = useSeries(figures[0], "day", period);
  const above = useSeries(figures[1], "day", period);
  if (below.error) return <Failed error={below.error} onAgain={() => void below.refetch()} />;
  if (!below.data || !above.data) return <Skeleton />;
  const over = new Map(above.data.map(({ key, hits }) => [key, hits]));
  const points = below.data.map(({ key, hits }) => dayPoint(key, [hits, over.get(key) ?? 0]));
  const empty = points.every((point) => total(point) === 0) ? { empty: NOTHING } : {};
  return (
    <ChartCard
      title={title}
      series={series}
      sheet={sheetOf("Day", points, series, "count")}
      {...empty}
    >
      <Columns
        name={title}
        points={points}
        series={series}
        onPick={({ key, long }) => onPick({ figure: figures[0], by: "day", key, title: long })}
      />
    </ChartCard>
  );
}

interface DayLinesProps extends PartProps {
  readonly title: string;
  readonly name: string;
}

const SPREAD: readonly Series[] = [
  { name: "Median", tone: "human" },
  { name: "90 %", tone: "soft", dashed: true },
];

/** A figure day by day; of lengths of time the median and within what 90 % were. */
export function DayLines({ title, name, period, onPick }: DayLinesProps) {
  const { data, error, refetch } = useSeries(name, "day", period);
  if (error) return <Failed error={error} onAgain={() => void refetch()} />;
  if (!data) return <Skeleton />;
  const { unit, label, hint } = wordsOf(name);
  const series = unit === "ms" ? SPREAD : [{ name: label, tone: "human" as const }];
  const points = data.map(({ key, value, p90 }) =>
    dayPoint(key, unit === "ms" ? [value, p90 ?? null] : [value]),
  );
  const empty = data.every(({ value }) => value === null) ? { empty: NOTHING } : {};
  return (
    <ChartCard
      title={title}
      hint={hint}
      series={series}
      sheet={sheetOf("Day", points, series, unit)}
      {...empty}
    >
      <Lines
        name={title}
        points={points}
        series={series}
        unit={unit}
        onPick={({ key, long }) => onPick({ figure: name, by: "day", key, title: long })}
      />
    </ChartCard>
  );
}

interface ByNameProps extends PartProps {
  readonly title: string;
  readonly name: string;
  readonly by: string;
  readonly called?: (key: string) => string; // else as the server calls it
}

/** How many by a name, the most first, with each one's part of the whole. */
export function ByName({ title, name, by, called, period, onPick }: ByNameProps) {
  const { data, error, refetch } = useSeries(name, by, period);
  if (error) return <Failed error={error} onAgain={() => void refetch()} />;
  if (!data) return <Skeleton />;
  const whole = data.reduce((sum, { hits }) => sum + hits, 0);
  const shares = data
    .filter(({ hits }) => hits > 0)
    .sort((a, b) => b.hits - a.hits)
    .map(({ key, label, hits }) => ({
      key,
      name: called?.(key) ?? label,
      value: hits,
      hint: figure(whole ? hits / whole : null, "share"),
    }));
  const sheet = {
    head: ["Name", wordsOf(name).label, "Share"],
    rows: shares.map((one) => [one.name, one.value, whole ? one.value / whole : null]),
    shown: (cell: string | number | null, i: number) =>
      i === 2 && typeof cell === "number" ? figure(cell, "share") : String(cell ?? "–"),
  };
  return (
    <ChartCard title={title} sheet={sheet} {...(whole ? {} : { empty: NOTHING })}>
      <Shares
        shares={shares}
        onPick={({ key, name: long }) => onPick({ figure: name, by, key, title: long })}
      />
    </ChartCard>
  );
}

const NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const two = (n: number): string => String(n).padStart(2, "0");

/** The 168 hours of a week from points keyed "1 09" (Monday, nine o'clock). Pure. */
export function cellsOf(
  points: readonly SeriesPoint[],
  bad: readonly SeriesPoint[],
): readonly HeatCell[] {
  const found = new Map(points.map(({ key, hits }) => [key, hits]));
  const wrong = new Map(bad.map(({ key, hits }) => [key, hits]));
  return Array.from({ length: 168 }, (_, i) => {
    const [day, hour] = [Math.floor(i / 24), i % 24];
    const key = `${day + 1} ${two(hour)}`;
    const [value, lost] = [found.get(key) ?? 0, wrong.get(key) ?? 0];
    const when = `${NAMES[day]} ${two(hour)}:00 to ${two((hour + 1) % 24)}:00`;
    const words = `${when}: ${value} ${value === 1 ? "handoff" : "handoffs"}${lost ? `, ${lost} left while waiting or offered another way` : ""}`;
    return { day, hour, value, marked: lost > 0, words };
  });
}

export function WeekHeat({ period, onPick }: PartProps) {
  const all = useSeries("handoffs", "weekday_hour", period);
  const lost = useSeries("fell_back", "weekday_hour", period);
  const left = useSeries("abandoned", "weekday_hour", period);
  const title = "When people are needed";
  if (all.error) return <Failed error={all.error} onAgain={() => void all.refetch()} />;
  if (!all.data || !lost.data || !left.data) return <Skeleton />;
  const gone = new Map(left.data.map(({ key, hits }) => [key, hits]));
  const bad = lost.data.map((one) => ({ ...one, hits: one.hits + (gone.get(one.key) ?? 0) }));
  const cells = cellsOf(all.data, bad);
  const sheet = {
    head: ["Day", ...Array.from({ length: 24 }, (_, hour) => two(hour))],
    rows: DAYS.map((day, i) => [
      day,
      ...cells.slice(i * 24, i * 24 + 24).map(({ value }) => value),
    ]),
  };
  return (
    <ChartCard
      title={title}
      hint={`Handoffs by the hour in ${period.zone}; outlined where some waited in vain.`}
      sheet={sheet}
      {...(cells.every(({ value }) => value === 0) ? { empty: NOTHING } : {})}
    >
      <Heat
        name={title}
        cells={cells}
        onPick={({ day, hour, words }) =>
          onPick({
            figure: "handoffs",
            by: "weekday_hour",
            key: `${day + 1} ${two(hour)}`,
            title: words.split(": ")[0] ?? "",
          })
        }
      />
    </ChartCard>
  );
}
