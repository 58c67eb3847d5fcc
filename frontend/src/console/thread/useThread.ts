/** An open conversation: watched live, older entries on demand, marked as seen while looked at. */

import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import type { SeenRow } from "../../protocol/frames";
import type { OlderEntries } from "../api/types";
import { useLive, useSession } from "../app/session";
import type { Thread } from "../live/state";

const PAGE = 100;

export interface OpenThread {
  readonly row: SeenRow | undefined;
  readonly thread: Thread | undefined;
  readonly error: Error | null;
  readonly loadOlder: () => void;
  readonly loadingOlder: boolean;
}

function subscribe(listener: () => void): () => void {
  const abort = new AbortController();
  const { signal } = abort;
  document.addEventListener("visibilitychange", listener, { signal });
  addEventListener("focus", listener, { signal });
  addEventListener("blur", listener, { signal });
  return () => abort.abort();
}

const looking = (): boolean => document.visibilityState === "visible" && document.hasFocus();

function useSeeing(row: SeenRow | undefined): void {
  const { live } = useSession();
  const present = useSyncExternalStore(subscribe, looking);
  useEffect(() => {
    if (row && present) live.see(row);
  }, [row, present, live]);
}

const shown = (): boolean => document.visibilityState === "visible";

/** Tells colleagues that this tab shows the conversation, while it can be seen. */
function useShowing(id: string): void {
  const { live } = useSession();
  const visible = useSyncExternalStore(subscribe, shown);
  useEffect(() => {
    live.view(visible ? id : "");
    return () => live.view("");
  }, [id, visible, live]);
}

export function useThread(id: string): OpenThread {
  const { http, live } = useSession();
  const row = useLive((state) => state.rows[id] ?? state.outdated[id]);
  const thread = useLive((state) => state.threads[id]);
  useEffect(() => {
    live.watch(id);
    return () => live.watch("");
  }, [id, live]);
  useSeeing(thread ? row : undefined);
  useShowing(id);
  // The socket brings the thread; this tells a wrong address from a slow answer.
  const exists = useQuery({
    queryKey: ["conversation", id],
    enabled: !row,
    queryFn: async () => {
      live.told(await http.get<SeenRow>(`/api/conversations/${encodeURIComponent(id)}`));
      return true;
    },
  });
  const older = useMutation({
    mutationFn: (before: number) =>
      http.get<OlderEntries>(`/api/conversations/${id}/entries?before=${before}&limit=${PAGE}`),
    onSuccess: ({ entries, first }) => live.paged(id, entries, first),
  });
  return {
    row,
    thread,
    error: row ? null : exists.error,
    loadOlder: () => {
      if (thread && thread.first > 1 && !older.isPending) older.mutate(thread.first);
    },
    loadingOlder: older.isPending,
  };
}
