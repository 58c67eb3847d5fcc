/** Lets in who is logged in; others see the login, or on a new server the first-run setup. */

import { useQuery } from "@tanstack/react-query";
import { Problem } from "../api/problem";
import type { Me } from "../api/types";
import { Failed, Skeleton } from "../ui/Notice";
import { Console } from "./Console";
import { Login } from "./Login";
import { Setup } from "./Setup";
import { useHttp } from "./session";

function useMe() {
  const http = useHttp();
  return useQuery({
    queryKey: ["me"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () =>
      http.get<Me>("/api/me").catch((error: unknown) => {
        if (error instanceof Problem && error.status === 401) return null;
        throw error;
      }),
  });
}

function useSetupNeeded(enabled: boolean) {
  const http = useHttp();
  return useQuery({
    queryKey: ["setup"],
    enabled,
    queryFn: () => http.get<{ needed: boolean }>("/api/setup"),
  });
}

export function Gate() {
  const me = useMe();
  const setup = useSetupNeeded(me.data === null);
  const failed = me.error ?? setup.error;
  if (failed) return <Failed error={failed} onAgain={() => (me.error ? me : setup).refetch()} />;
  if (me.data) return <Console key={me.data.id} me={me.data} />;
  if (me.isPending || setup.isPending) return <Skeleton lines={4} />;
  return setup.data?.needed ? <Setup /> : <Login />;
}
