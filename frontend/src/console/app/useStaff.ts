/** Everybody who works here, with the room that they have. Who is here comes by the socket, too. */

import { useQuery } from "@tanstack/react-query";
import type { Colleague } from "../../protocol/frames";
import { useSession } from "./session";

/** Asked for anew every ``everyMs``; 0: each time that somebody begins to look. */
export function useStaff(everyMs: number) {
  const { http } = useSession();
  return useQuery({
    queryKey: ["staff"],
    staleTime: everyMs,
    refetchInterval: everyMs || false,
    queryFn: () => http.get<readonly Colleague[]>("/api/operator/staff"),
  });
}
