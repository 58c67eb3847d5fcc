/** The figures of a period, their series, and the conversations behind each number. */

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useSearch } from "wouter";
import { navigate } from "wouter/use-browser-location";
import type { Cases, Figures, SeriesAnswer, SeriesPoint, Workloads } from "../api/reports";
import { useSession } from "../app/session";
import { days, type Period, read, written } from "./period";

const own = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

/** The period in the address, and how to change it. */
export function usePeriod(): [Period, (patch: Partial<Period>) => void] {
  const search = useSearch();
  const period = read(search, own());
  const change = (patch: Partial<Period>) => {
    const next = written({ ...period, ...patch }, own());
    navigate(`${location.pathname}${next ? `?${next}` : ""}`, { replace: true });
  };
  return [period, change];
}

export function queryOf(period: Period, more: Readonly<Record<string, string>> = {}): string {
  const found = new URLSearchParams({ ...days(period, Date.now()), zone: period.zone, ...more });
  if (period.business) found.set("time", "business");
  if (period.team) found.set("team", period.team);
  return found.toString();
}

/** A door of the reports; the old picture stays, dimmed, while the new one is fetched. */
function useDoor<T>(door: string, period: Period, more: Readonly<Record<string, string>> = {}) {
  const { http } = useSession();
  return useQuery({
    queryKey: ["reports", door, period, more],
    queryFn: () => http.get<T>(`/api/reports/${door}?${queryOf(period, more)}`),
    placeholderData: keepPreviousData,
  });
}

export const useFigures = (period: Period) => useDoor<Figures>("figures", period);

const only = ({ lines }: SeriesAnswer): readonly SeriesPoint[] => lines[0]?.points ?? [];

/** A figure by something: its points in order. */
export function useSeries(figure: string, by: string, period: Period) {
  const found = useDoor<SeriesAnswer>("series", period, { figure, by });
  return { ...found, data: found.data && only(found.data) };
}

export const useStaffing = (period: Period) => useDoor<Workloads>("staff", period);

/** The conversations behind a number, page by page. */
export function useBehind(what: Readonly<Record<string, string>>, period: Period) {
  const { http } = useSession();
  return useInfiniteQuery({
    queryKey: ["reports", "conversations", period, what],
    initialPageParam: "",
    queryFn: ({ pageParam }) =>
      http.get<Cases>(
        `/api/reports/conversations?${queryOf(period, { ...what, cursor: pageParam })}`,
      ),
    getNextPageParam: ({ next }) => next || undefined,
  });
}
