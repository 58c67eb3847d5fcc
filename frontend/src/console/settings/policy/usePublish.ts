/** Publishes a policy over the version it was made from, or knowingly over a newer one. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Problem } from "../../api/problem";
import type { PolicyBody, PublishedPolicy } from "../../api/types";
import { useSession } from "../../app/session";
import { useToast } from "../../ui/toasts";

export type Draft = { readonly policy: PolicyBody } | { readonly text: string };

export const moved = (error: Error | null): boolean =>
  error instanceof Problem && error.code === "version_moved";

export function usePublish(assistant: string, version: number, onDone: () => void) {
  const { http } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  const path = `/api/assistants/${assistant}/policy`;
  return useMutation({
    mutationFn: async ({ draft, over }: { draft: Draft; over: boolean }) => {
      const base = over ? (await http.get<PublishedPolicy>(path)).version : version;
      return http.send<PublishedPolicy>("PUT", path, { ...draft, base_version: base });
    },
    onSuccess: (published) => {
      queries.setQueryData(["policy", assistant], published);
      void queries.invalidateQueries({ queryKey: ["policy-versions", assistant] });
      void queries.invalidateQueries({ queryKey: ["assistants"] });
      onDone();
      say(`Version ${published.version} is in force`);
    },
  });
}
