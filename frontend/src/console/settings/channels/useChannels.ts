/** The channels that are set up: read, made, changed, checked, tried, removed. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type {
  Channel,
  ChannelHealth,
  ChannelKind,
  Removed,
  Tried,
  UnreadEvent,
} from "../../api/channels";
import { words } from "../../api/problem";
import { useSession } from "../../app/session";
import { useToast } from "../../ui/toasts";
import { type Filled, typed } from "./form";

const base = "/api/channels";
const AGAIN_MS = 15_000; // while a page shows how a channel is

export function useChannels() {
  const { http } = useSession();
  return useQuery({
    queryKey: ["channels"],
    queryFn: () => http.get<readonly Channel[]>(base),
    refetchInterval: AGAIN_MS,
  });
}

export function useHealth(id: string) {
  const { http } = useSession();
  return useQuery({
    queryKey: ["channel-health", id],
    queryFn: () => http.get<ChannelHealth>(`${base}/${id}/health`),
    refetchInterval: AGAIN_MS,
  });
}

export function useUnread(id: string) {
  const { http } = useSession();
  return useQuery({
    queryKey: ["channel-unread", id],
    queryFn: () => http.get<readonly UnreadEvent[]>(`${base}/${id}/unread`),
  });
}

/** Keeps a channel as the server answered it. */
function useTold() {
  const queries = useQueryClient();
  return (channel: Channel) => {
    queries.setQueryData<readonly Channel[]>(["channels"], (all = []) =>
      all.some(({ id }) => id === channel.id)
        ? all.map((one) => (one.id === channel.id ? channel : one))
        : [...all, channel],
    );
    void queries.invalidateQueries({ queryKey: ["channel-health", channel.id] });
  };
}

export function useAddChannel(kind: ChannelKind, onDone: (channel: Channel) => void) {
  const { http } = useSession();
  const told = useTold();
  return useMutation({
    mutationFn: (filled: Filled) =>
      http.send<Channel>("POST", base, {
        ...filled,
        kind: kind.name,
        secrets: typed(filled.secrets),
      }),
    onSuccess: (channel) => {
      told(channel);
      onDone(channel);
    },
  });
}

export type ChannelPatch = Partial<Filled> & { readonly on?: boolean };

export function useChangeChannel(id: string, onDone: (channel: Channel) => void) {
  const { http } = useSession();
  const told = useTold();
  return useMutation({
    mutationFn: ({ secrets, ...rest }: ChannelPatch) =>
      http.send<Channel>("PATCH", `${base}/${id}`, {
        ...rest,
        ...(secrets ? { secrets: typed(secrets) } : {}),
      }),
    onSuccess: (channel) => {
      told(channel);
      onDone(channel);
    },
  });
}

export function useCheck(id: string) {
  const { http } = useSession();
  const told = useTold();
  return useMutation({
    mutationFn: () => http.send<Channel>("POST", `${base}/${id}/check`, {}),
    onSuccess: told,
  });
}

export function useTest(id: string) {
  const { http } = useSession();
  return useMutation({
    mutationFn: (to: string) => http.send<Tried>("POST", `${base}/${id}/test`, { to }),
  });
}

export function useRemoveChannel(onDone: () => void) {
  const { http } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  return useMutation({
    mutationFn: (id: string) => http.send<Removed>("DELETE", `${base}/${id}`),
    onSuccess: () => {
      onDone();
      say("The channel is removed");
    },
    onError: (error) => say(words(error), "bad"),
    onSettled: () => queries.invalidateQueries({ queryKey: ["channels"] }),
  });
}
