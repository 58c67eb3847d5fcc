/** Was this handoff needed? Said once of each, and learned from by the backtest. */

import { useMutation } from "@tanstack/react-query";
import type { OperatorEvent, SeenRow } from "../../protocol/frames";
import { Problem, words } from "../api/problem";
import { freshId } from "../app/ids";
import { useLive, useSession } from "../app/session";
import type { Entry } from "../live/state";
import { useMayWork } from "../thread/useMayWork";
import { useToast } from "../ui/toasts";

/** What was said of a request, as far as the thread is loaded. */
export function judgedOf(
  entries: readonly Entry[] | undefined,
  handoff: number,
): OperatorEvent | undefined {
  return entries?.find(
    (one): one is OperatorEvent =>
      one.kind === "event" && one.event === "handoff_judged" && one.handoff === handoff,
  );
}

export function Needed({ row }: { row: SeenRow }) {
  const { http } = useSession();
  const works = useMayWork(row.id);
  const say = useToast();
  const number = row.handoff?.number ?? 0;
  const judged = useLive((state) => judgedOf(state.threads[row.id]?.entries, number));
  const { mutate, isPending, error } = useMutation({
    mutationFn: (needed: boolean) =>
      http.send("POST", `/api/conversations/${row.id}/handoffs/${number}/judgement`, {
        id: freshId(),
        needed,
      }),
    onError: (failed) => say(words(failed), "bad"),
  });
  if (!number || row.status === "waiting") return null;
  if (judged)
    return (
      <p className="needed mut">
        {judged.needed ? "Needed" : "Not needed"}, says {judged.name || "a colleague"}.
      </p>
    );
  const known = error instanceof Problem && error.code === "already_judged";
  if (!works || known) return null;
  return (
    <fieldset className="needed" disabled={isPending}>
      <legend>Was this handoff needed?</legend>
      <button type="button" className="bt" onClick={() => mutate(true)}>
        Yes
      </button>
      <button type="button" className="bt" onClick={() => mutate(false)}>
        No
      </button>
    </fieldset>
  );
}
