/** One deed for many conversations, each answered on its own. Above ten it is asked about first. */

import { useMutation } from "@tanstack/react-query";
import { words } from "../api/problem";
import { freshId } from "../app/ids";
import { useSession } from "../app/session";
import { useStage } from "../app/stage";
import { useToast } from "../ui/toasts";
import type { BulkAction, Details } from "./deeds";

const ASK_ABOVE = 10;

/** How it went with one of them; ``code`` "" where it was done. */
export interface Outcome {
  readonly conversation: string;
  readonly code: string;
  readonly detail: string;
  readonly by: string;
}

interface Many {
  readonly action: BulkAction;
  readonly ids: readonly string[];
  readonly details?: Details;
}

export const DONE: Readonly<Record<BulkAction, string>> = {
  claim: "claimed",
  transfer: "handed on",
  snooze: "snoozed",
  resolve: "resolved",
  prioritise: "given another priority",
  return: "returned to the assistant",
};

export const people = (n: number): string => (n === 1 ? "1 conversation" : `${n} conversations`);

export function useMany() {
  const { http } = useSession();
  const { wish, select } = useStage();
  const say = useToast();
  const { mutate, isPending } = useMutation({
    mutationFn: ({ action, ids, details }: Many) =>
      http.send<{ answers: readonly Outcome[]; done: number }>("POST", "/api/operator/bulk", {
        id: freshId(),
        action,
        conversations: ids,
        ...details,
      }),
    onSuccess: ({ answers, done }, { action }) => {
      const refused = answers.filter(({ code }) => code !== "");
      select(new Set(refused.map(({ conversation }) => conversation)));
      if (refused.length > 0) wish({ kind: "outcome", action, outcomes: answers });
      else {
        wish(null);
        say(`${people(done)} ${DONE[action]}`);
      }
    },
    onError: (error) => say(words(error), "bad"),
  });
  return {
    isPending,
    start(many: Many) {
      const { action, ids, details = {} } = many;
      if (ids.length > ASK_ABOVE) wish({ kind: "confirm", action, ids, details });
      else mutate(many);
    },
    /** Without the question: it was answered. */
    run: mutate,
  };
}
