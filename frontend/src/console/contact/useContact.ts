/** A person as the server knows them, and saying who is whom. */

import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Alike, Brief, Contact, Identity, Merged } from "../api/contacts";
import { words } from "../api/problem";
import { useSession } from "../app/session";
import { useToast } from "../ui/toasts";

const LOOK_EVERY_MS = 30_000; // a colleague may merge, and the person write elsewhere

export function useContact(id: string) {
  const { http } = useSession();
  return useInfiniteQuery({
    queryKey: ["contact", id],
    initialPageParam: "",
    queryFn: ({ pageParam }) => {
      const asked = pageParam ? `?${new URLSearchParams({ cursor: pageParam })}` : "";
      return http.get<Contact>(`/api/contacts/${id}${asked}`);
    },
    getNextPageParam: ({ next }) => next || undefined,
    refetchInterval: LOOK_EVERY_MS,
  });
}

export function useAlike(id: string) {
  const { http } = useSession();
  return useQuery({
    queryKey: ["contact", id, "alike"],
    queryFn: () => http.get<readonly Alike[]>(`/api/contacts/${id}/alike`),
  });
}

export function useFound(typed: string) {
  const { http } = useSession();
  const wanted = typed.trim();
  return useQuery({
    queryKey: ["contacts", wanted],
    enabled: wanted.length > 1,
    queryFn: () =>
      http.get<readonly Brief[]>(`/api/contacts?${new URLSearchParams({ q: wanted })}`),
  });
}

/** Each is told with the way back, which is as easy. */
export function useWhoIsWho(id: string) {
  const { http } = useSession();
  const say = useToast();
  const cache = useQueryClient();
  const fresh = () => cache.invalidateQueries({ queryKey: ["contact"] });
  const onError = (failed: Error) => say(words(failed), "bad");

  const undo = useMutation({
    mutationFn: (merge: number) => http.send("POST", `/api/contacts/merges/${merge}/undo`, {}),
    onSuccess: () => {
      void fresh();
      say("Undone: they are two again");
    },
    onError,
  });
  const merge = useMutation({
    mutationFn: (other: string) =>
      http.send<Merged>("POST", `/api/contacts/${id}/merge`, { other }),
    onSuccess: ({ merge }) => {
      void fresh();
      say("Merged", "good", { label: "Undo", run: () => undo.mutate(merge) });
    },
    onError,
  });
  const split = useMutation({
    mutationFn: ({ id: identity }: Identity) =>
      http.send<{ readonly contact: string }>("POST", `/api/contacts/${id}/split`, {
        identity,
      }),
    onSuccess: ({ contact }) => {
      void fresh();
      say("Split off", "good", { label: "Undo", run: () => merge.mutate(contact) });
    },
    onError,
  });
  return { undo, merge, split };
}
