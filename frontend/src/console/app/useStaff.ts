/** Everybody who works here, with the room that they have; who is here comes by the socket. */

import { useQuery } from "@tanstack/react-query";
import type { Colleague } from "../../protocol/frames";
import { useLive, useSession } from "./session";

/** Staff as they were asked for, with who is here at this moment. Pure. */
export function asOfNow(staff: readonly Colleague[], here: readonly Colleague[]): Colleague[] {
  const presences = new Map(here.map(({ id, presence }) => [id, presence]));
  return staff.map((one) => ({ ...one, presence: presences.get(one.id) ?? one.presence }));
}

/** Asked for anew every ``everyMs``; 0: each time that somebody begins to look. */
export function useStaff(everyMs: number) {
  const { http } = useSession();
  const here = useLive((state) => state.colleagues);
  return useQuery({
    queryKey: ["staff"],
    staleTime: everyMs,
    refetchInterval: everyMs || false,
    queryFn: () => http.get<readonly Colleague[]>("/api/operator/staff"),
    select: (staff) => asOfNow(staff, here),
  });
}
