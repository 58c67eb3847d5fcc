/** Whether an answer was right: what visitor and operators said, and the way to say it. */

import { useMutation } from "@tanstack/react-query";
import type { OperatorEvent } from "../../protocol/frames";
import { words } from "../api/problem";
import { freshId } from "../app/ids";
import { useLive, useSession } from "../app/session";
import type { Entry } from "../live/state";
import { useToast } from "../ui/toasts";

const isVerdict =
  (answer: number, byVisitor: boolean) =>
  (entry: Entry): entry is OperatorEvent =>
    entry.kind === "event" &&
    entry.event === "answer_judged" &&
    entry.answer === answer &&
    (entry.by === "") === byVisitor;

/** The newest verdict of that side on an answer. */
export function verdictOf(
  entries: readonly Entry[] | undefined,
  answer: number,
  byVisitor: boolean,
): OperatorEvent | undefined {
  return entries?.findLast(isVerdict(answer, byVisitor));
}

export function useJudgement(conversation: string, seq: number) {
  const { http } = useSession();
  const say = useToast();
  const visitor = useLive((state) => verdictOf(state.threads[conversation]?.entries, seq, true));
  const operator = useLive((state) => verdictOf(state.threads[conversation]?.entries, seq, false));
  const judge = useMutation({
    mutationFn: (right: boolean) =>
      http.send("POST", `/api/conversations/${conversation}/answers/${seq}/judgement`, {
        id: freshId(),
        right,
      }),
    onError: (error) => say(words(error), "bad"),
  });
  return { visitor, operator, judge };
}
