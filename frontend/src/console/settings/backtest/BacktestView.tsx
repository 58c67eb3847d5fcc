/** Backtests: what a policy would have done in past conversations, beside what another one would. */

import { Trash2 } from "lucide-react";
import { useState } from "react";
import type { BacktestLine } from "../../api/brain";
import { full } from "../../time/format";
import { Failed } from "../../ui/Notice";
import type { PolicyDraft } from "../policy/usePolicyDraft";
import { isUnderWay, policyName, stateLabel } from "./curve";
import { Job } from "./Job";
import { StartForm } from "./StartForm";
import { useBacktests, useEnd } from "./useBacktests";

const what = ({ source, file, names }: BacktestLine): string =>
  `${names.map(policyName).join(" against ").toLowerCase()}, ${source === "upload" ? file : "own history"}`;

interface LineProps {
  readonly line: BacktestLine;
  readonly open: boolean;
  readonly onOpen: () => void;
  readonly onRemove: () => void;
}

function Line({ line, open, onOpen, onRemove }: LineProps) {
  const name = what(line);
  return (
    <li className="flex items-center gap-2">
      <button
        type="button"
        className={open ? "pick on" : "pick"}
        aria-pressed={open}
        onClick={onOpen}
      >
        <span>
          {name.charAt(0).toUpperCase()}
          {name.slice(1)}
        </span>
        <span className="mut">{full(line.asked_at)}</span>
        <span className={line.state === "failed" ? "tg md" : "tg"}>{stateLabel(line.state)}</span>
      </button>
      <button
        type="button"
        className="ib"
        aria-label={`Forget the backtest of ${full(line.asked_at)}`}
        disabled={isUnderWay(line)}
        onClick={onRemove}
      >
        <Trash2 size={16} />
      </button>
    </li>
  );
}

export function BacktestView({ draft }: { draft: PolicyDraft }) {
  const { assistant } = draft;
  const { data, error, refetch } = useBacktests(assistant);
  const { remove } = useEnd(assistant);
  const [chosen, setChosen] = useState("");
  const open = data?.find(({ id }) => id === chosen) ?? data?.[0];
  return (
    <>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <StartForm draft={draft} onStarted={({ id }) => setChosen(id)} />
        <section className="card">
          <h2>Backtests</h2>
          {error ? <Failed error={error} onAgain={() => refetch()} /> : null}
          {data?.length === 0 ? <p className="mut">None yet. The first one appears here.</p> : null}
          <ul className="grid gap-1">
            {data?.map((line) => (
              <Line
                key={line.id}
                line={line}
                open={line.id === open?.id}
                onOpen={() => setChosen(line.id)}
                onRemove={() => remove.mutate(line.id)}
              />
            ))}
          </ul>
        </section>
      </div>
      {open ? <Job key={open.id} draft={draft} id={open.id} /> : null}
    </>
  );
}
