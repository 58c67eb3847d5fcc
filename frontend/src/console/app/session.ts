/** What every screen behind the login shares: who I am, the API, the living inbox. */

import { createContext, use, useSyncExternalStore } from "react";
import type { Http } from "../api/http";
import type { Me } from "../api/types";
import type { Live } from "../live/live";
import type { Link } from "../live/socket";
import type { State } from "../live/state";

export interface Session {
  readonly me: Me;
  readonly http: Http;
  readonly live: Live;
}

export const HttpContext = createContext<Http | null>(null);
export const SessionContext = createContext<Session | null>(null);

export function useHttp(): Http {
  const http = use(HttpContext);
  if (!http) throw new Error("useHttp needs an HttpContext around it");
  return http;
}

export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error("useSession needs a SessionContext around it");
  return session;
}

/** A part of the living state. ``select`` must pick, not build: the result is compared by identity. */
export function useLive<T>(select: (state: State) => T): T {
  const { live } = useSession();
  return useSyncExternalStore(live.subscribe, () => select(live.picture().state));
}

export function useLink(): Link {
  const { live } = useSession();
  return useSyncExternalStore(live.subscribe, () => live.picture().link);
}
