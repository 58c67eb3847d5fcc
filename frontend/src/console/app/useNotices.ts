/** How I am told of things, as the server knows it. */

import { useQuery } from "@tanstack/react-query";
import type { NoticesAnswer } from "../api/notices";
import { useSession } from "./session";

export function useNotices() {
  const { http } = useSession();
  return useQuery({
    queryKey: ["notices"],
    queryFn: () => http.get<NoticesAnswer>("/api/operator/notices"),
    refetchOnWindowFocus: false,
  });
}
