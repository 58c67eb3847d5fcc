/** Why this message fetched a person, or why not: opened under the message itself. */

import { useQuery } from "@tanstack/react-query";
import { Scale } from "lucide-react";
import { useState } from "react";
import type { ShadowedTurn } from "../api/brain";
import { useLive, useSession } from "../app/session";
import { outcome } from "../ui/labels";
import { Failed, Skeleton } from "../ui/Notice";
import { SignalList } from "./SignalList";
import { useDecisions } from "./useDecisions";
import { VerdictList } from "./VerdictList";

function Found({ conversation, seq }: { conversation: string; seq: number }) {
  const { data, error, refetch } = useDecisions(conversation, true);
  if (error) return <Failed error={error} onAgain={() => refetch()} />;
  if (!data) return <Skeleton lines={2} />;
  const found = data.decisions.find((one) => one.seq === seq);
  if (!found) return <p className="hint">No rule was asked about this message.</p>;
  return (
    <>
      <p>
        <b>{outcome(found.action)}</b>
        {found.rule ? <> by the rule {found.rule}</> : null}. {found.reason}
      </p>
      <InShadow conversation={conversation} seq={seq} />
      <SignalList signals={found.signals} />
      {found.verdicts.length > 0 ? <VerdictList verdicts={found.verdicts} open /> : null}
      <p className="hint">
        {found.policy
          ? `Asked of version ${found.policy} of the policy.`
          : "Asked of the built-in policy."}
      </p>
    </>
  );
}

/** What the draft that runs as a shadow would have done, where one ran at that time. */
function InShadow({ conversation, seq }: { conversation: string; seq: number }) {
  const { http } = useSession();
  const newest = useLive((state) => state.rows[conversation]?.seq ?? 0);
  const { data } = useQuery({
    queryKey: ["shadowed", conversation, newest],
    queryFn: () =>
      http.get<{ readonly turns: readonly ShadowedTurn[] }>(
        `/api/conversations/${conversation}/shadow`,
      ),
    staleTime: Number.POSITIVE_INFINITY, // of one state of the log
  });
  const turn = data?.turns.find((one) => one.seq === seq);
  if (!turn) return null;
  const { differs, shadow } = turn;
  return (
    <p>
      <span className={differs ? "tg h-wait" : "tg"}>Shadow</span>{" "}
      {differs ? <b>{outcome(shadow.action)}</b> : "The same"}
      {shadow.rule ? ` by the rule ${shadow.rule}` : ""}. {shadow.reason}
    </p>
  );
}

/** ``button`` stands beside the message, ``details`` in it. */
export function useMessageDecision(conversation: string, seq: number) {
  const [open, setOpen] = useState(false);
  const button = (
    <button
      type="button"
      className="ib sm dec"
      aria-expanded={open}
      aria-label={`Decision on message ${seq}`}
      title="Why, and why not"
      onClick={() => setOpen(!open)}
    >
      <Scale size={14} />
    </button>
  );
  const details = open ? (
    <section className="decided" aria-label={`Decision on message ${seq}`}>
      <Found conversation={conversation} seq={seq} />
    </section>
  ) : null;
  return { button, details };
}
