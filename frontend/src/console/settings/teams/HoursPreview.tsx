/** "Monday 09:00 for a visitor in Lagos": what these hours mean elsewhere, before they are saved. */

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { HoursBody, HoursPreviewed, Opening } from "../../api/teams";
import { useSession } from "../../app/session";
import { nextAt } from "../../time/zones";
import { Choose } from "../../ui/Choose";
import { Field } from "../../ui/Field";
import { ErrorSummary } from "../ErrorSummary";
import { here, ZoneField } from "./HoursCard";
import { minutesOf, NAMES } from "./hours";

const DAYS = NAMES.map((label, i) => ({ value: String(i), label }));

const SHOWN = new Intl.DateTimeFormat(undefined, {
  weekday: "long",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  timeZone: "UTC",
});

/** "2026-11-23T09:00", a time on some wall, as people say it. */
const said = (shown: string): string => SHOWN.format(Date.parse(`${shown}:00Z`));
const timeOf = (shown: string): string => shown.slice(11);

/** Until when: the time alone where it is the same day. */
const until = (opens: string, closes: string): string =>
  opens.slice(0, 10) === closes.slice(0, 10) ? timeOf(closes) : said(closes);

const city = (zone: string): string => (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");

interface Asked {
  readonly question: string; // "Monday 09:00 for a visitor in Lagos"
  readonly zone: string;
  readonly found: HoursPreviewed;
}

function OpeningLine({ one, zone, home }: { one: Opening; zone: string; home: string }) {
  return (
    <li>
      <span>
        {said(one.opens_there)} to {until(one.opens_there, one.closes_there)}{" "}
        <span className="mut">in {city(zone)}</span>
      </span>
      <span className="mut">
        {said(one.opens)} to {until(one.opens, one.closes)} in {city(home)}
      </span>
    </li>
  );
}

function Answer({ asked, home }: { asked: Asked; home: string }) {
  const { found, question, zone } = asked;
  const [first] = found.openings;
  return (
    <>
      <p>
        <b>{question}:</b>{" "}
        {found.open ? (
          <span className="tg good">open</span>
        ) : (
          <>
            <span className="tg h-wait">closed</span>{" "}
            {first ? `until ${said(first.opens_there)} there` : "and it does not open again"}
          </>
        )}
      </p>
      {found.warnings.map((warning) => (
        <p key={warning} className="why">
          {warning}
        </p>
      ))}
      <ul className="tally" aria-label="Next openings">
        {found.openings.slice(0, 5).map((one) => (
          <OpeningLine key={one.opens_at} one={one} zone={zone} home={home} />
        ))}
      </ul>
    </>
  );
}

/** When that is; null where the form holds no time or no zone. */
function momentWanted(day: string, time: string, zone: string): number | null {
  const minutes = minutesOf(time);
  try {
    return minutes === null ? null : nextAt(Number(day), minutes, zone, Date.now());
  } catch {
    return null; // no such zone: the server says so
  }
}

export function HoursPreview({ hours }: { hours: HoursBody }) {
  const { http } = useSession();
  const [day, setDay] = useState("0");
  const [time, setTime] = useState("09:00");
  const [zone, setZone] = useState(here);
  const preview = useMutation({
    mutationFn: async (): Promise<Asked> => {
      const at = momentWanted(day, time, zone);
      const found = await http.send<HoursPreviewed>("POST", "/api/admin/hours/preview", {
        hours,
        zone,
        at,
      });
      const question = `${NAMES[Number(day)]} ${time} for a visitor in ${city(zone)}`;
      return { question, zone, found };
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    preview.mutate();
  };
  return (
    <form className="card" aria-label="What a visitor finds" onSubmit={submit}>
      <h2>What a visitor finds</h2>
      <div className="grid items-end gap-4 sm:grid-cols-4">
        <Choose label="Day" value={day} options={DAYS} onChange={setDay} />
        <Field label="Time" type="time" required value={time} onChange={setTime} />
        <ZoneField label="For a visitor in" zone={zone} onChange={setZone} />
        <div>
          <button type="submit" className="bt" disabled={preview.isPending}>
            Try it
          </button>
        </div>
      </div>
      <ErrorSummary error={preview.error} saying="Not tried." />
      <div role="status" className="grid gap-2">
        {preview.data ? <Answer asked={preview.data} home={hours.zone} /> : null}
      </div>
    </form>
  );
}
