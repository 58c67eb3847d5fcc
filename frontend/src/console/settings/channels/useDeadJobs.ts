/** Jobs that were given up: listed, tried again, dropped. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { DeadJob } from "../../api/channels";
import { words } from "../../api/problem";
import { useSession } from "../../app/session";
import { useToast } from "../../ui/toasts";

const KEY = ["dead-jobs"];

export function useDeadJobs() {
  const { http } = useSession();
  return useQuery({
    queryKey: KEY,
    queryFn: () => http.get<readonly DeadJob[]>("/api/outbox/dead"),
  });
}

const jobs = (n: number): string => `${n} ${n === 1 ? "is" : "are"} tried again`;

export function useDeadDeeds() {
  const { http } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  const common = {
    onError: (error: Error) => say(words(error), "bad"),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: KEY });
      void queries.invalidateQueries({ queryKey: ["channels"] });
    },
  };
  const replay = useMutation({
    ...common,
    mutationFn: (ids: readonly string[]) =>
      http.send<{ replayed: number }>("POST", "/api/outbox/replay", { ids }),
    onSuccess: ({ replayed }) => say(jobs(replayed)),
  });
  const drop = useMutation({
    ...common,
    mutationFn: (id: string) => http.send("DELETE", `/api/outbox/${id}`),
    onSuccess: () => say("Dropped"),
  });
  return { replay, drop };
}
