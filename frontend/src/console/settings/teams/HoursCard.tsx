/** When a team is there: its zone, its week, its holidays, and what a visitor elsewhere would find. */

import { useId } from "react";
import { errorAt, errorWithin } from "../../api/problem";
import type { HoursBody, Windows } from "../../api/teams";
import { Field } from "../../ui/Field";
import { Switch } from "../../ui/Switch";
import { Holidays } from "./Holidays";
import { HoursGrid } from "./HoursGrid";
import { HoursPreview } from "./HoursPreview";
import { type Day, never, type Week, weekWords } from "./hours";
import type { TeamPart } from "./part";

const ZONES = ["UTC", ...Intl.supportedValuesOf("timeZone")];

export const here = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

interface ZoneFieldProps {
  readonly label: string;
  readonly zone: string;
  readonly onChange: (zone: string) => void;
  readonly hint?: string;
  readonly error?: string;
}

export function ZoneField({ label, zone, onChange, hint, error }: ZoneFieldProps) {
  const id = useId();
  return (
    <div>
      <Field label={label} value={zone} onChange={onChange} list={id} {...{ hint, error }} />
      <datalist id={id}>
        {ZONES.map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
    </div>
  );
}

const read = (windows: Windows | undefined): Day =>
  (windows ?? []).map(([from, to]) => ({ from, to }));
const written = (day: Day): Windows => day.map(({ from, to }) => [from, to]);

const WORKDAY: Windows = [[9 * 60, 17 * 60]];

const fresh = (): HoursBody => ({
  zone: here(),
  week: Array.from({ length: 7 }, (_, i) => (i < 5 ? WORKDAY : [])),
  exceptions: {},
});

interface OpenHoursProps {
  readonly hours: HoursBody;
  readonly error: Error | null;
  readonly onChange: (hours: HoursBody) => void;
}

function OpenHours({ hours, error, onChange }: OpenHoursProps) {
  const week: Week = Array.from({ length: 7 }, (_, i) => read(hours.week[i]));
  const days = Object.fromEntries(
    Object.entries(hours.exceptions).map(([date, windows]) => [date, read(windows)]),
  );
  const put = (next: Week) => onChange({ ...hours, week: next.map(written) });
  const putDays = (next: Readonly<Record<string, Day>>) =>
    onChange({
      ...hours,
      exceptions: Object.fromEntries(
        Object.entries(next).map(([date, day]) => [date, written(day)]),
      ),
    });
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <ZoneField
          label="Time zone"
          hint="The hours below are meant in it; clock changes are taken into account."
          zone={hours.zone}
          onChange={(zone) => onChange({ ...hours, zone })}
          error={errorAt(error, "hours.zone")}
        />
      </div>
      <HoursGrid week={week} onChange={put} />
      <p className="mut">{weekWords(week)}</p>
      {never(week, Object.values(days)) ? (
        <p className="err">
          These hours never open. Add some, or say that the team is always open.
        </p>
      ) : null}
      {errorWithin(error, "hours.week") ? (
        <p className="err">{errorWithin(error, "hours.week")}</p>
      ) : null}
      <Holidays
        days={days}
        onChange={putDays}
        errorOf={(date) => errorWithin(error, `hours.exceptions.${date}`)}
      />
    </>
  );
}

export function HoursCard({ team, set, error }: TeamPart) {
  const { hours } = team;
  return (
    <>
      <section className="card" aria-label="Business hours">
        <h2>Business hours</h2>
        <Switch
          label="Always open"
          hint="Otherwise visitors outside the hours are told when somebody is there again."
          checked={hours === null}
          onChange={(always) => set("hours", always ? null : fresh())}
        />
        {hours ? (
          <OpenHours hours={hours} error={error} onChange={(next) => set("hours", next)} />
        ) : null}
      </section>
      {hours ? <HoursPreview hours={hours} /> : null}
    </>
  );
}
