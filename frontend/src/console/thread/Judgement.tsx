/** Right or wrong, under an answer of the assistant. It teaches how sure to be, never what is so. */

import { Check, ThumbsDown, ThumbsUp, X } from "lucide-react";
import type { OperatorEvent } from "../../protocol/frames";
import { useJudgement } from "./useJudgement";
import { useMayWork } from "./useMayWork";

function Said({ verdict, yes, no }: { verdict: OperatorEvent; yes: string; no: string }) {
  const Icon = verdict.by ? (verdict.right ? Check : X) : verdict.right ? ThumbsUp : ThumbsDown;
  return (
    <span className={verdict.right ? "tg good" : "tg md"}>
      <Icon size={12} /> {verdict.right ? yes : no}
    </span>
  );
}

export function Judgement({ conversation, seq }: { conversation: string; seq: number }) {
  const works = useMayWork(conversation);
  const { visitor, operator, judge } = useJudgement(conversation, seq);
  return (
    <div className="judged">
      {visitor ? <Said verdict={visitor} yes="Visitor: helped" no="Visitor: did not help" /> : null}
      {operator ? (
        <Said
          verdict={operator}
          yes={`Right, says ${operator.name || "a colleague"}`}
          no={`Wrong, says ${operator.name || "a colleague"}`}
        />
      ) : !works ? null : (
        <fieldset aria-label={`Was answer ${seq} right?`}>
          <button
            type="button"
            className="lk"
            disabled={judge.isPending || judge.isSuccess}
            onClick={() => judge.mutate(true)}
          >
            Right
          </button>
          <button
            type="button"
            className="lk"
            disabled={judge.isPending || judge.isSuccess}
            onClick={() => judge.mutate(false)}
          >
            Wrong
          </button>
        </fieldset>
      )}
    </div>
  );
}
