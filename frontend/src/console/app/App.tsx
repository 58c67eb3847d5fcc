/** The console from the door inwards: queries, routes, toasts, and who is let in. */

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { Router } from "wouter";
import { createHttp } from "../api/http";
import { Problem } from "../api/problem";
import type { Me } from "../api/types";
import { Toasts } from "../ui/Toasts";
import { Gate } from "./Gate";
import { LeaveGuard, useGuardedLocation } from "./leave";
import { HttpContext } from "./session";

const worthRetrying = (failures: number, error: Error): boolean =>
  failures < 2 && error instanceof Problem && (error.status === 0 || error.status >= 500);

function assemble() {
  const queries = new QueryClient({
    defaultOptions: {
      queries: { staleTime: 30_000, retry: worthRetrying, networkMode: "always" },
      mutations: { networkMode: "always" },
    },
  });
  const http = createHttp({
    csrf: () => queries.getQueryData<Me | null>(["me"])?.csrf ?? "",
    onUnauthorized: () => queries.setQueryData(["me"], null),
  });
  return { queries, http };
}

const { queries, http } = assemble();

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <HttpContext value={http}>
        <Toasts>
          <LeaveGuard>
            <Router base="/console" hook={useGuardedLocation}>
              <Gate />
            </Router>
          </LeaveGuard>
        </Toasts>
      </HttpContext>
    </QueryClientProvider>
  );
}
