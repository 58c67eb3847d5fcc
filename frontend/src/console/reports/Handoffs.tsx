/** Handoffs: by rule, from the request to its end, and what visitors did who waited. */

import { Link } from "wouter";
import { trigger } from "../ui/labels";
import { FigureTable } from "./FigureTable";
import { ruleName } from "./Overview";
import { ByName, DayLines, type PartProps } from "./parts";

const BY_RULE = [
  "handoffs",
  "needless",
  "taken_up",
  "abandoned",
  "fell_back",
  "bounced",
  "waiting_time",
];

const CAUSES: Readonly<Record<string, string>> = {
  closed: "Outside opening hours",
  nobody_online: "Nobody online",
  queue_full: "The line was full",
  deadline: "Nobody came in time",
};

export function Handoffs(part: PartProps) {
  return (
    <div className="report">
      <FigureTable
        {...part}
        title="What each rule led to"
        hint="Needless ones cost operators; ones that nobody took up cost visitors."
        by="rule"
        first="Rule"
        names={BY_RULE}
        called={ruleName}
        aside={(key) =>
          key ? (
            <Link className="lk" to="/policy" aria-label={`Open the policy of ${key}`}>
              open
            </Link>
          ) : null
        }
      />
      <div className="halves">
        <ByName
          {...part}
          title="What made people be fetched"
          name="handoffs"
          by="trigger"
          called={(key) => trigger(key)}
        />
        <ByName
          {...part}
          title="When no person could come, why"
          name="fell_back"
          by="fallback"
          called={(key) => CAUSES[key] ?? key}
        />
      </div>
      <div className="halves">
        <DayLines {...part} title="How long it took to the first reply" name="first_reply_time" />
        <DayLines {...part} title="How many left while they waited" name="abandoned" />
      </div>
    </div>
  );
}
