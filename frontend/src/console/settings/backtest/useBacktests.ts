/** Backtests of an assistant: asked for, watched while they run, cancelled, forgotten. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Backtest, BacktestLine, Checked, Draft } from "../../api/brain";
import { words } from "../../api/problem";
import { useSession } from "../../app/session";
import { useToast } from "../../ui/toasts";
import { isUnderWay } from "./curve";

const POLL_MS = 1000;
const base = (assistant: string) => `/api/assistants/${assistant}/backtests`;

export function useBacktests(assistant: string) {
  const { http } = useSession();
  return useQuery({
    queryKey: ["backtests", assistant],
    queryFn: () => http.get<readonly BacktestLine[]>(base(assistant)),
    refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? POLL_MS : false),
  });
}

export function useBacktest(assistant: string, job: string) {
  const { http } = useSession();
  return useQuery({
    queryKey: ["backtest", assistant, job],
    queryFn: () => http.get<Backtest>(`${base(assistant)}/${job}`),
    refetchInterval: ({ state }) =>
      state.data && isUnderWay(state.data.backtest) ? POLL_MS : false,
  });
}

export interface Wish {
  readonly policy: "draft" | "live" | "shadow";
  readonly against: "" | "live" | "shadow";
  readonly since: number;
  readonly file: File | null;
}

/** A draft as text: the API of backtests takes files, and so no JSON beside them. */
export function useDraftText(assistant: string) {
  const { http } = useSession();
  return async (draft: Draft | null): Promise<string> => {
    if (!draft) return "";
    if ("text" in draft) return draft.text;
    const path = `/api/assistants/${assistant}/policy/check`;
    return (await http.send<Checked>("POST", path, draft)).text;
  };
}

export function useStart(assistant: string, onStarted: (job: BacktestLine) => void) {
  const { http } = useSession();
  const queries = useQueryClient();
  const textOf = useDraftText(assistant);
  return useMutation({
    mutationFn: async ({ wish, draft }: { wish: Wish; draft: Draft | null }) => {
      const body = new FormData();
      body.append("policy", wish.policy === "draft" ? await textOf(draft) : wish.policy);
      if (wish.against) body.append("against", wish.against);
      body.append("since", String(wish.since));
      if (wish.file) body.append("file", wish.file);
      return http.send<BacktestLine>("POST", base(assistant), body);
    },
    onSuccess: (job) => {
      void queries.invalidateQueries({ queryKey: ["backtests", assistant] });
      onStarted(job);
    },
  });
}

export function useEnd(assistant: string) {
  const { http } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  const again = () => {
    void queries.invalidateQueries({ queryKey: ["backtests", assistant] });
    void queries.invalidateQueries({ queryKey: ["backtest", assistant] });
  };
  const cancel = useMutation({
    mutationFn: (job: string) => http.send("POST", `${base(assistant)}/${job}/cancel`),
    onError: (error) => say(words(error), "bad"),
    onSettled: again,
  });
  const remove = useMutation({
    mutationFn: (job: string) => http.send("DELETE", `${base(assistant)}/${job}`),
    onError: (error) => say(words(error), "bad"),
    onSettled: again,
  });
  return { cancel, remove };
}
