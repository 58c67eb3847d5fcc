/** What a team is called. */

import { useQuery } from "@tanstack/react-query";
import type { TeamShown } from "../api/teams";
import { useSession } from "./session";

const LASTS_MS = 300_000;

export function useTeamNames() {
  const { http } = useSession();
  return useQuery({
    queryKey: ["teams"],
    staleTime: LASTS_MS,
    queryFn: () => http.get<readonly TeamShown[]>("/api/admin/teams"),
  });
}

export function useTeamName(): (id: string) => string {
  const { data } = useTeamNames();
  return (id) => data?.find((team) => team.id === id)?.name || id;
}
