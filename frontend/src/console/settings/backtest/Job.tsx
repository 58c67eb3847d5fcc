/** One backtest: its progress while it runs, then what it found. */

import type { Backtest } from "../../api/brain";
import { Failed, Skeleton } from "../../ui/Notice";
import type { PolicyDraft } from "../policy/usePolicyDraft";
import { Actions } from "./Actions";
import { isUnderWay, policyName, stateLabel } from "./curve";
import { Result } from "./Result";
import { useBacktest, useEnd } from "./useBacktests";

function Progress({ assistant, job }: { assistant: string; job: Backtest["backtest"] }) {
  const { cancel } = useEnd(assistant);
  const { share, conversations, state, id } = job;
  const said =
    state === "queued" ? "Waiting for another one to end" : `${conversations} conversations so far`;
  return (
    <section className="card" aria-label="Progress">
      <div className="cd-h">
        <h2>{stateLabel(state)}</h2>
        <span className="spacer" />
        <button
          type="button"
          className="bt"
          disabled={cancel.isPending}
          onClick={() => cancel.mutate(id)}
        >
          Cancel
        </button>
      </div>
      <progress className="work" aria-label="Share of the work done" value={share ?? undefined} />
      <p className="mut" role="status">
        {said}
        {share === null ? "" : `, ${Math.round(share * 100)} %`}. You can leave this page; it goes
        on.
      </p>
    </section>
  );
}

export function Job({ draft, id }: { draft: PolicyDraft; id: string }) {
  const { assistant } = draft;
  const { data, error, refetch } = useBacktest(assistant, id);
  if (error) return <Failed error={error} onAgain={() => refetch()} />;
  if (!data) return <Skeleton lines={4} />;
  const { backtest, result, policies } = data;
  if (isUnderWay(backtest)) return <Progress assistant={assistant} job={backtest} />;
  if (backtest.state === "failed")
    return (
      <div className="why" role="alert">
        <b>This backtest failed.</b>
        <p>{backtest.error || "The reason is in the server's log."} Mend it and run it again.</p>
      </div>
    );
  if (!result) return <p className="mut">Cancelled; what it had found was thrown away.</p>;
  return (
    <>
      <Result
        result={result}
        names={backtest.names.map(policyName)}
        own={backtest.source === "history"}
        draft={draft}
      />
      <Actions draft={draft} text={policies[0] ?? ""} name={backtest.names[0] ?? ""} />
    </>
  );
}
