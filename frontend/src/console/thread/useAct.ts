/** Claim, resolve, return to the assistant, cancel: asked for by HTTP, told to the living inbox. */

import { useMutation } from "@tanstack/react-query";
import type { SeenRow } from "../../protocol/frames";
import { Problem, words } from "../api/problem";
import { freshId } from "../app/ids";
import { useSession } from "../app/session";
import { useToast } from "../ui/toasts";
import type { Action } from "./deeds";

interface Deed {
  readonly row: SeenRow; // as it stands on the screen
  readonly action: Action;
}

const DONE: Readonly<Record<Action, (name: string) => string>> = {
  claim: (name) => `You hold ${name} now`,
  resolve: (name) => `${name} resolved`,
  return: (name) => `${name} is back with the assistant`,
  cancel: (name) => `Handoff of ${name} cancelled`,
};

function refusal(error: Error, { action }: Deed): string {
  if (error instanceof Problem && error.code === "already_taken" && action === "claim")
    return `${error.by || "A colleague"} claimed this`;
  return words(error);
}

export function useAct() {
  const { http, live } = useSession();
  const say = useToast();
  return useMutation({
    mutationFn: ({ row, action }: Deed) =>
      http.send<SeenRow>("POST", `/api/conversations/${row.id}/${action}`, {
        id: freshId(),
        seen: row.seq,
      }),
    onSuccess: (row, { action }) => {
      live.told(row);
      if (action !== "claim") say(DONE[action](row.name));
    },
    onError: (error, deed) => say(refusal(error, deed), "bad"),
  });
}
