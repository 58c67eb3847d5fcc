/** The kinds of channels and what each can do: asked for once. */

import { useQuery } from "@tanstack/react-query";
import type { ChannelKind } from "../api/channels";
import { WEB } from "../ui/channels";
import { useSession } from "./session";

export function useChannelKinds(enabled = true) {
  const { http } = useSession();
  return useQuery({
    queryKey: ["channel-kinds"],
    enabled,
    queryFn: () => http.get<readonly ChannelKind[]>("/api/channels/kinds"),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What a kind of channel can do; undefined for the widget, and until it is known. */
export const useAbilities = (kind: string) =>
  useChannelKinds(kind !== WEB).data?.find(({ name }) => name === kind)?.abilities;
