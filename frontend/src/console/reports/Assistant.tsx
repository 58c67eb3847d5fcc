/** The assistant: what it kept to itself, what was said of its answers, and what was missed. */

import { Failed, Skeleton } from "../ui/Notice";
import { DayLines, type PartProps } from "./parts";
import { type TileLine, Tiles } from "./Tiles";
import { useFigures } from "./useReports";

const TILES: readonly TileLine[] = [
  { name: "containment", tone: "bot" },
  { name: "resolved_by_assistant", tone: "bot" },
  { name: "satisfaction", tone: "good" },
  { name: "answers_right", tone: "good" },
  { name: "missed", tone: "bad" },
];

export function Assistant(part: PartProps) {
  const { data, error, refetch } = useFigures(part.period);
  if (error) return <Failed error={error} onAgain={() => void refetch()} />;
  if (!data) return <Skeleton lines={5} />;
  return (
    <div className="report">
      <Tiles figures={data.figures} lines={TILES} {...part} />
      <div className="halves">
        <DayLines {...part} title="How satisfied visitors were with answers" name="satisfaction" />
        <DayLines {...part} title="How often operators found answers right" name="answers_right" />
      </div>
      <div className="halves">
        <DayLines {...part} title="How much the assistant kept to itself" name="containment" />
        <DayLines {...part} title="How many wanted a person and got none" name="missed" />
      </div>
    </div>
  );
}
