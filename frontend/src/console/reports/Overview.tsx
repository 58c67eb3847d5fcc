/** The overview: five numbers, how conversations went, why people were wanted, and when. */

import { Failed, Skeleton } from "../ui/Notice";
import { ByName, DayLines, DayStack, type PartProps, WeekHeat } from "./parts";
import { type TileLine, Tiles } from "./Tiles";
import { useFigures } from "./useReports";

const TILES: readonly TileLine[] = [
  { name: "resolved_by_assistant", tone: "bot" },
  { name: "handoff_rate", tone: "human" },
  { name: "waiting_time", tone: "human" },
  { name: "needless", tone: "wait" },
  { name: "satisfaction", tone: "soft" },
];

const MORE: readonly TileLine[] = [
  { name: "conversations", tone: "soft" },
  { name: "missed", tone: "bad" },
  { name: "resolved_confirmed", tone: "good" },
  { name: "resolved_assumed", tone: "soft" },
  { name: "kept", tone: "good" },
];

export const ruleName = (key: string): string => key || "Without a rule";

export function Overview(part: PartProps) {
  const { data, error, refetch, isPlaceholderData } = useFigures(part.period);
  if (error) return <Failed error={error} onAgain={() => void refetch()} />;
  if (!data) return <Skeleton lines={5} />;
  return (
    <div className={isPlaceholderData ? "report dim" : "report"}>
      <Tiles figures={data.figures} lines={TILES} {...part} />
      <Tiles figures={data.figures} lines={MORE} {...part} />
      <div className="two-one">
        <DayStack
          {...part}
          title="How conversations went"
          figures={["containment", "handoff_rate"]}
          series={[
            { name: "Assistant alone", tone: "bot" },
            { name: "Handed to a person", tone: "human" },
          ]}
        />
        <ByName
          {...part}
          title="Why people were wanted"
          name="handoffs"
          by="rule"
          called={ruleName}
        />
      </div>
      <div className="one-two">
        <DayLines {...part} title="How long it took to reach a person" name="waiting_time" />
        <WeekHeat {...part} />
      </div>
    </div>
  );
}
