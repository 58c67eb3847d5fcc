/** Whether conversations may be offered to me, on whichever device I am. */

import { useMutation } from "@tanstack/react-query";
import { words } from "../api/problem";
import { useToast } from "../ui/toasts";
import { useLive, useSession } from "./session";

export interface MyPresence {
  readonly away: boolean;
  readonly has: number; // conversations that I hold
  readonly capacity: number; // conversations at once
  readonly busy: boolean;
  readonly choose: (choice: "available" | "away") => void;
}

const still = (has: number): string =>
  has ? ` You keep your ${has === 1 ? "conversation" : `${has} conversations`}.` : "";

export function usePresence(): MyPresence {
  const { http, me } = useSession();
  const say = useToast();
  const mine = useLive((state) => state.colleagues.find(({ id }) => id === me.id));
  const has = useLive((state) => state.counts?.mine ?? 0);
  const { mutate, isPending, variables } = useMutation({
    mutationFn: (choice: "available" | "away") =>
      http.send("PUT", "/api/operator/presence", { choice }),
    onSuccess: (_, choice) =>
      say(
        choice === "away"
          ? `You are away. Nothing is offered to you.${still(has)}`
          : "You are available.",
      ),
    onError: (error) => say(words(error), "bad"),
  });
  return {
    away: isPending ? variables === "away" : mine?.presence === "away",
    has,
    capacity: mine?.capacity ?? me.capacity,
    busy: isPending,
    choose: mutate,
  };
}
