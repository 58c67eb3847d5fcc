/** Tells the living inbox which assistants are in monitoring mode: their new conversations ring. */

import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { AssistantLine } from "../api/types";
import { useSession } from "./session";

export function useMonitoring(): void {
  const { http, live } = useSession();
  const { data } = useQuery({
    queryKey: ["assistants"],
    queryFn: () => http.get<readonly AssistantLine[]>("/api/assistants"),
  });
  useEffect(() => {
    const watched = (data ?? []).filter(({ mode }) => mode === "monitoring");
    live.monitor(new Set(watched.flatMap(({ id, name }) => [id, name])));
  }, [data, live]);
}
