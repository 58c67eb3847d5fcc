/** The handoff package of a conversation. It may be a moment younger than the handoff itself. */

import { useQuery } from "@tanstack/react-query";
import type { SeenRow } from "../../protocol/frames";
import { Problem } from "../api/problem";
import type { Package } from "../api/types";
import { useLive, useSession } from "../app/session";

const notYet = (error: Error): boolean => error instanceof Problem && error.status === 404;

export function usePackage(row: SeenRow | undefined) {
  const { http } = useSession();
  const revision = useLive((state) => (row ? (state.revisions[row.id] ?? 0) : 0));
  return useQuery({
    queryKey: ["package", row?.id, row?.handoff?.number, revision],
    enabled: row?.handoff != null,
    queryFn: () => http.get<Package>(`/api/conversations/${row?.id}/package`),
    retry: (failures, error) => failures < 6 && (notYet(error) || failures < 2),
    retryDelay: 1500,
    placeholderData: (before) => (before?.handoff === row?.handoff?.number ? before : undefined),
    staleTime: Number.POSITIVE_INFINITY, // built once per handoff and revision
  });
}
