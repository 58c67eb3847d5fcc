/** Bars side by side with their names and numbers, longest first as given. */

import type { Unit } from "./scale";
import type { Tone } from "./series";
import { figure } from "./words";

export interface Share {
  readonly key: string;
  readonly name: string;
  readonly value: number;
  readonly hint?: string; // beside the number: "34 %"
}

interface SharesProps {
  readonly shares: readonly Share[];
  readonly unit?: Unit;
  readonly tone?: Tone;
  readonly onPick?: (share: Share) => void;
}

export function Shares({ shares, unit = "count", tone = "human", onPick }: SharesProps) {
  const most = Math.max(1e-9, ...shares.map(({ value }) => value));
  return (
    <ul className="shares">
      {shares.map((share) => (
        <li key={share.key}>
          <button type="button" onClick={() => onPick?.(share)}>
            <span className="sh-n">{share.name}</span>
            <span className="sh-b" aria-hidden="true">
              <i className={tone} style={{ width: `${(share.value / most) * 100}%` }} />
            </span>
            <span className="sh-v">
              {figure(share.value, unit)}
              {share.hint ? <small> {share.hint}</small> : null}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
