/** What is wrong or doubtful in the text, by line; a click goes there. */

import { sentence, words } from "../../api/problem";
import type { FlowsCheck } from "./useFlows";

interface FaultsProps {
  readonly check: FlowsCheck | undefined;
  readonly failed: Error | null;
  readonly onPick: (where: string) => void;
}

export function Faults({ check, failed, onPick }: FaultsProps) {
  if (failed) return <p className="err">Not checked. {words(failed)}</p>;
  const errors = check?.errors ?? [];
  const warnings = check?.warnings ?? [];
  return (
    <div id="flow-faults" aria-live="polite">
      {errors.length > 0 ? (
        <>
          <b>
            {errors.length} {errors.length === 1 ? "fault" : "faults"}
          </b>
          <ul className="problems">
            {errors.map((one) => (
              <li key={`${one.where} ${one.expected}`}>
                <button type="button" className="lk" onClick={() => onPick(one.where)}>
                  {one.where || "the text"}
                </button>
                <span>{sentence(one)}</span>
              </li>
            ))}
          </ul>
        </>
      ) : check ? (
        <p className="mut">No faults.</p>
      ) : null}
      {warnings.length > 0 ? (
        <ul className="why" aria-label="Warnings">
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
