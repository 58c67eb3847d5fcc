/** Everything that is done with one conversation: asked for by HTTP, told to the living inbox. */

import { useMutation } from "@tanstack/react-query";
import type { SeenRow } from "../../protocol/frames";
import { Problem, words } from "../api/problem";
import { freshId } from "../app/ids";
import { useSession } from "../app/session";
import { useToast } from "../ui/toasts";
import type { Action, Details } from "./deeds";
import { untilWords } from "./snoozing";

interface Deed {
  readonly row: SeenRow; // as it stands on the screen
  readonly action: Action;
  readonly details?: Details;
}

/** What is said when it is done; "": the screen says it. */
function done({ row: { name }, action, details = {} }: Deed): string {
  switch (action) {
    case "claim":
      return "";
    case "resolve":
      return `${name} resolved`;
    case "return":
      return `${name} is back with the assistant`;
    case "cancel":
      return `Handoff of ${name} cancelled`;
    case "pass":
      return `${name} passed on`;
    case "take_over":
      return `You hold ${name} now`;
    case "transfer":
      return `${name} handed on`;
    case "snooze":
      return details.until
        ? `${name} snoozed ${untilWords(details.until, Date.now())}`
        : `${name} taken up again`;
    case "prioritise":
      return `Priority of ${name} changed`;
  }
}

function refusal(error: Error, { action, row }: Deed): string {
  if (!(error instanceof Problem)) return words(error);
  if (error.code === "already_taken" && action === "claim")
    return `${error.by || "A colleague"} claimed this`;
  // Handed on to a team whose conversations I do not see: done, and out of sight.
  return error.code === "unknown_conversation"
    ? `${row.name} is no longer yours to see`
    : words(error);
}

export function useAct() {
  const { http, live } = useSession();
  const say = useToast();
  return useMutation({
    mutationFn: ({ row, action, details }: Deed) =>
      http.send<SeenRow>("POST", `/api/conversations/${row.id}/${action}`, {
        id: freshId(),
        seen: row.seq,
        ...details,
      }),
    onSuccess: (row, deed) => {
      // Handed on it may be out of my sight, which the socket tells.
      if (deed.action !== "transfer") live.told(row);
      const text = done(deed);
      if (text) say(text);
    },
    onError: (error, deed) => say(refusal(error, deed), "bad"),
  });
}
