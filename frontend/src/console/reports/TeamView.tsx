/** The team: load and speed of each, in no order of merit. */

import type { Workload } from "../api/reports";
import { ChartCard } from "../charts/ChartCard";
import { Failed, Skeleton } from "../ui/Notice";
import { FigureTable } from "./FigureTable";
import { DayLines, NOTHING, type PartProps } from "./parts";
import { useStaffing } from "./useReports";

const BY_PERSON = ["held", "replies", "first_reply_time", "reply_time", "handling_time", "kept"];

const hours = (ms: number): number => Math.round(ms / 360_000) / 10;

function Presence({ lines }: { lines: readonly Workload[] }) {
  const sheet = {
    head: ["Person", "Hours online", "Hours away", "Conversations", "At once", "Replies"],
    rows: lines.map((one) => [
      one.name || one.operator,
      hours(one.online),
      hours(one.away),
      one.conversations,
      one.at_once === null ? null : Math.round(one.at_once * 10) / 10,
      one.replies,
    ]),
  };
  return (
    <ChartCard
      title="Who was there, and with how much to do"
      hint="At once: conversations that they had at the same time while online, on average."
      tabular
      sheet={sheet}
      {...(lines.length ? {} : { empty: NOTHING })}
    />
  );
}

export function TeamView(part: PartProps) {
  const staff = useStaffing(part.period);
  return (
    <div className="report">
      <FigureTable
        {...part}
        title="What each person did"
        hint="By name, not by rank: numbers say how the work lies, not who is good."
        by="operator"
        first="Person"
        names={BY_PERSON}
      />
      {staff.error ? <Failed error={staff.error} onAgain={() => void staff.refetch()} /> : null}
      {staff.data ? <Presence lines={staff.data.operators} /> : staff.error ? null : <Skeleton />}
      <div className="halves">
        <DayLines {...part} title="How fast replies came" name="reply_time" />
        <DayLines {...part} title="How often service levels were kept" name="kept" />
      </div>
    </div>
  );
}
