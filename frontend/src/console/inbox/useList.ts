/** One list of the inbox: its pages by HTTP, its changes by the socket. */

import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { SeenRow } from "../../protocol/frames";
import type { Page } from "../api/types";
import { useLink, useLive, useSession } from "../app/session";
import { rowsOf } from "../live/rows";
import type { ListName } from "../live/state";

const SIZE = 50;

export interface List {
  readonly rows: readonly SeenRow[];
  readonly loading: boolean;
  readonly error: Error | null;
  readonly more: boolean;
  readonly loadMore: () => void;
  readonly again: () => void;
}

/**
 * Loads after the socket has greeted, so that no change falls between the picture and the news,
 * and anew in each generation. Without a socket it loads anyway, once that has failed.
 */
export function useList(list: ListName): List {
  const { http, live } = useSession();
  const generation = useLive((state) => state.generation);
  const greeted = useLive((state) => state.me !== "");
  const link = useLink();
  const pages = useInfiniteQuery({
    queryKey: ["list", list, generation, greeted],
    enabled: greeted || link === "down",
    staleTime: Number.POSITIVE_INFINITY,
    initialPageParam: "",
    queryFn: async ({ pageParam }) => {
      const query = new URLSearchParams({ list, limit: String(SIZE), cursor: pageParam });
      if (!pageParam) query.delete("cursor");
      const page = await http.get<Page>(`/api/conversations?${query}`);
      live.listed(list, page.rows, generation);
      return page.next;
    },
    getNextPageParam: (next) => next || undefined,
  });
  const rows = useRows(list);
  return {
    rows,
    loading: pages.isPending && rows.length === 0,
    error: pages.error,
    more: pages.hasNextPage,
    loadMore: () => void pages.fetchNextPage(),
    again: () => void pages.refetch(),
  };
}

function useRows(list: ListName): readonly SeenRow[] {
  const { live, me } = useSession();
  const rows = useLive((state) => state.rows);
  const outdated = useLive((state) => state.outdated);
  const loaded = useLive((state) => state.loaded);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the parts of the state that rowsOf reads
  return useMemo(
    () => rowsOf({ ...live.picture().state, me: me.id }, list),
    [live, list, me.id, rows, outdated, loaded],
  );
}
