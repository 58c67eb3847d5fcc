/** The decisions of a conversation, read back from its log as it grows. */

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Decisions } from "../api/brain";
import { useLive, useSession } from "../app/session";

/** ``wanted``: whether anybody looks; asking for them costs the server a look at the whole log. */
export function useDecisions(id: string, wanted: boolean) {
  const { http } = useSession();
  const newest = useLive((state) => state.rows[id]?.seq ?? state.outdated[id]?.seq ?? 0);
  return useQuery({
    queryKey: ["decisions", id, newest],
    enabled: wanted && newest > 0,
    queryFn: () => http.get<Decisions>(`/api/conversations/${id}/decisions?limit=500`),
    placeholderData: (before, query) =>
      query?.queryKey[1] === id ? keepPreviousData(before) : undefined,
    staleTime: Number.POSITIVE_INFINITY, // of one state of the log
  });
}
