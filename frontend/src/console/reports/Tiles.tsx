/** Tiles: a number, what changed against the period before, how it went; a press shows what is behind. */

import type { Figure, SeriesPoint } from "../api/reports";
import { Spark } from "../charts/Spark";
import type { Tone } from "../charts/series";
import { change, figure } from "../charts/words";
import type { Wanted } from "./BehindModal";
import { wordsOf } from "./figures";
import type { Period } from "./period";
import { useSeries } from "./useReports";

interface TileProps {
  readonly figure: Figure;
  readonly tone: Tone;
  readonly period: Period;
  readonly onPick: (wanted: Wanted) => void;
}

const values = (points: readonly SeriesPoint[] | undefined) =>
  (points ?? []).map(({ value }) => value);

export function Tile({ figure: one, tone, period, onPick }: TileProps) {
  const { name, now, before } = one;
  const { label, unit, better, hint } = wordsOf(name);
  const series = useSeries(name, "day", period);
  const by = change(now.value, before.value, unit, better);
  return (
    <button
      type="button"
      className="tile"
      title={hint}
      onClick={() => onPick({ figure: name, title: "the whole period" })}
    >
      <span className="tl-l">{label}</span>
      <span className="tl-n">
        {figure(now.value, unit)}
        {by ? (
          <small className={by.tone}>
            {by.words}
            <span className="sr"> against the period before</span>
          </small>
        ) : null}
      </span>
      <span className="tl-s">
        {unit === "share" && now.of > 0 ? `${now.hits} of ${now.of}` : null}
        {unit === "ms" && now.p90 != null ? `90 % within ${figure(now.p90, "ms")}` : null}
      </span>
      <Spark values={values(series.data)} tone={tone} />
    </button>
  );
}

export interface TileLine {
  readonly name: string;
  readonly tone: Tone;
}

interface TilesProps extends Omit<TileProps, "figure" | "tone"> {
  readonly figures: readonly Figure[];
  readonly lines: readonly TileLine[];
}

export function Tiles({ figures, lines, period, onPick }: TilesProps) {
  return (
    <div className="tiles">
      {lines.map(({ name, tone }) => {
        const figure = figures.find((one) => one.name === name);
        return figure ? <Tile key={name} {...{ figure, tone, period, onPick }} /> : null;
      })}
    </div>
  );
}
