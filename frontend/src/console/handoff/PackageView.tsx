/** The parts of a package, most needed first. */

import type { SeenRow } from "../../protocol/frames";
import type { Package } from "../api/types";
import { Details } from "./Details";
import { Intent } from "./Intent";
import { MoodLine } from "./MoodLine";
import { Needed } from "./Needed";
import { ReasonCard } from "./ReasonCard";
import { Summary } from "./Summary";
import { Tried } from "./Tried";
import { VisitorCard } from "./VisitorCard";
import { WhyThere } from "./WhyThere";

export function PackageView({ data, row }: { data: Package; row: SeenRow }) {
  return (
    <>
      <ReasonCard data={data} calm={row.status !== "waiting"} />
      <Needed row={row} />
      {row.status === "resolved" ? null : <WhyThere row={row} />}
      <Summary summary={data.summary} model={data.ai_summary ?? null} />
      {data.question ? (
        <section>
          <h3>Original question</h3>
          <blockquote className="plain" dir="auto">
            {data.question}
          </blockquote>
        </section>
      ) : null}
      {data.intent ? <Intent intent={data.intent} /> : null}
      {data.mood.length > 0 ? <MoodLine mood={data.mood} /> : null}
      {data.entities.length > 0 ? <Details entities={data.entities} /> : null}
      {data.tried.length > 0 ? <Tried tried={data.tried} /> : null}
      <VisitorCard row={row} visitor={data.visitor} />
    </>
  );
}
