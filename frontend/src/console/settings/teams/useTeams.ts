/** The teams and who is in them: read, made, changed, removed. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { words } from "../../api/problem";
import type { TeamBody, TeamShown } from "../../api/teams";
import type { OperatorLine } from "../../api/types";
import { useSession } from "../../app/session";
import { useToast } from "../../ui/toasts";

const base = "/api/admin/teams";

export function useTeams() {
  const { http } = useSession();
  return useQuery({
    queryKey: ["teams"],
    queryFn: () => http.get<readonly TeamShown[]>(base),
    refetchOnWindowFocus: false, // what is being edited stays as it is
  });
}

export function usePeople() {
  const { http } = useSession();
  return useQuery({
    queryKey: ["operators"],
    queryFn: () => http.get<readonly OperatorLine[]>("/api/operators"),
  });
}

/** Keeps the list as the server has it now, and the team as it answered. */
function useTold() {
  const queries = useQueryClient();
  return (team: TeamShown) => {
    queries.setQueryData<readonly TeamShown[]>(["teams"], (all = []) =>
      all.some(({ id }) => id === team.id)
        ? all.map((one) => (one.id === team.id ? team : one))
        : [...all, team],
    );
    void queries.invalidateQueries({ queryKey: ["staff"] });
  };
}

export function useSaveTeam(id: string, onDone: () => void) {
  const { http } = useSession();
  const told = useTold();
  const say = useToast();
  return useMutation({
    mutationFn: (changes: Partial<TeamBody>) =>
      http.send<TeamShown>("PUT", `${base}/${id}`, changes),
    onSuccess: (team) => {
      told(team);
      onDone();
      say(`${team.name || team.id} is saved`);
    },
  });
}

export function useAddTeam(onDone: (team: TeamShown) => void) {
  const { http } = useSession();
  const told = useTold();
  return useMutation({
    mutationFn: (body: { id: string; name: string }) => http.send<TeamShown>("POST", base, body),
    onSuccess: (team) => {
      told(team);
      onDone(team);
    },
  });
}

export function useRemoveTeam(onDone: () => void) {
  const { http } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  return useMutation({
    mutationFn: (id: string) => http.send("DELETE", `${base}/${id}`),
    onSuccess: () => {
      onDone();
      say("The team is removed");
    },
    onError: (error) => say(words(error), "bad"),
    onSettled: () => queries.invalidateQueries({ queryKey: ["teams"] }),
  });
}

export type OperatorPatch = Partial<OperatorLine> & { readonly password?: string };

/** Changes an operator in place: membership, skills, capacity, role. */
export function usePatchOperator() {
  const { http } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  return useMutation({
    mutationFn: ({ id, patch }: { id: string; patch: OperatorPatch }) =>
      http.send<OperatorLine>("PATCH", `/api/operators/${id}`, patch),
    onSuccess: () => say("Saved"),
    onError: (error) => say(words(error), "bad"),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ["operators"] });
      void queries.invalidateQueries({ queryKey: ["teams"] });
      void queries.invalidateQueries({ queryKey: ["staff"] });
    },
  });
}
