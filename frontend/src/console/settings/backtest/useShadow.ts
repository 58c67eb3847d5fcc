/** The draft that runs beside the live policy: read, set, ended. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Draft, Shadow } from "../../api/brain";
import { words } from "../../api/problem";
import { useSession } from "../../app/session";
import { useToast } from "../../ui/toasts";

const path = (assistant: string) => `/api/assistants/${assistant}/shadow`;

export function useShadow(assistant: string) {
  const { http } = useSession();
  return useQuery({
    queryKey: ["shadow", assistant],
    queryFn: () => http.get<Shadow>(path(assistant)),
  });
}

export function useSetShadow(assistant: string) {
  const { http } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  const told = (shadow: Shadow, text: string) => {
    queries.setQueryData(["shadow", assistant], shadow);
    say(text);
  };
  const set = useMutation({
    mutationFn: (draft: Draft) => http.send<Shadow>("PUT", path(assistant), draft),
    onSuccess: (shadow) => told(shadow, "Runs as a shadow from now on"),
    onError: (error) => say(words(error), "bad"),
  });
  const end = useMutation({
    mutationFn: () => http.send<Shadow>("DELETE", path(assistant)),
    onSuccess: (shadow) => told(shadow, "The shadow ended"),
    onError: (error) => say(words(error), "bad"),
  });
  return { set, end };
}
