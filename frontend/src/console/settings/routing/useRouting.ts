/** The draft of the routing document, as a form or as text, over the version that is in force. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { CheckedRouting, PublishedRouting, RoutingDraft } from "../../api/routing";
import { useSession } from "../../app/session";
import { useToast } from "../../ui/toasts";
import { keyed, type Routes, tidied } from "./routes";

const PATH = "/api/admin/routing";

export function useRouting() {
  const { http } = useSession();
  return useQuery({
    queryKey: ["routing"],
    queryFn: () => http.get<PublishedRouting>(PATH),
    refetchOnWindowFocus: false, // a newer version is found out at publishing, not under the hands
  });
}

type Edited = { readonly routes: Routes } | { readonly text: string };

export interface RoutingEdit {
  readonly published: PublishedRouting;
  readonly saved: Routes; // what the form compares with
  readonly routes: Routes;
  readonly text: string;
  readonly dirty: boolean;
  readonly draft: RoutingDraft | null;
  readonly round: number; // another one: fields that remember must forget
  readonly busy: boolean;
  readonly error: Error | null;
  readonly put: (routes: Routes) => void;
  readonly write: (text: string) => void;
  readonly shape: (shape: "routes" | "text") => Promise<boolean>; // whether it can be shown so
  readonly discard: () => void;
  readonly publish: (over: boolean) => void;
}

const same = (a: Routes, b: Routes): boolean => JSON.stringify(a) === JSON.stringify(b);

function usePublishing(version: number, onDone: () => void) {
  const { http } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  return useMutation({
    mutationFn: async ({ draft, over }: { draft: RoutingDraft; over: boolean }) => {
      const base = over ? (await http.get<PublishedRouting>(PATH)).version : version;
      return http.send<PublishedRouting>("PUT", PATH, { ...draft, base_version: base });
    },
    onSuccess: (published) => {
      queries.setQueryData(["routing"], published);
      void queries.invalidateQueries({ queryKey: ["routing-versions"] });
      onDone();
      say(`Version ${published.version} of the routing is in force`);
    },
  });
}

function useCheck() {
  const { http } = useSession();
  return useMutation({
    mutationFn: (draft: RoutingDraft) => http.send<CheckedRouting>("POST", `${PATH}/check`, draft),
  });
}

export function useRoutingEdit(published: PublishedRouting): RoutingEdit {
  const [edited, setEdited] = useState<Edited | null>(null);
  const [round, setRound] = useState(0);
  const saved = useMemo(() => keyed(published.routing.routes), [published]);
  const check = useCheck();
  const begin = (next: Edited | null) => {
    setEdited(next);
    setRound((n) => n + 1);
  };
  const publishing = usePublishing(published.version, () => begin(null));
  const forget = () => {
    publishing.reset();
    check.reset();
  };
  const routes = edited && "routes" in edited ? edited.routes : saved;
  const text = edited && "text" in edited ? edited.text : published.text;
  const dirty = !same(tidied(routes), tidied(saved)) || text !== published.text;
  const draft: RoutingDraft | null = !dirty
    ? null
    : edited && "routes" in edited
      ? { routing: { routes: tidied(edited.routes) } }
      : { text };

  const shape = async (wanted: "routes" | "text"): Promise<boolean> => {
    if (!draft || ("text" in draft ? wanted === "text" : wanted === "routes")) return true;
    forget();
    const found = await check.mutateAsync(draft).catch(() => null);
    if (!found) return false;
    begin(wanted === "routes" ? { routes: keyed(found.routing.routes) } : { text: found.text });
    return true;
  };
  return {
    ...{ published, saved, routes, text, dirty, draft, round, shape },
    busy: publishing.isPending || check.isPending,
    error: publishing.error ?? check.error,
    put: (next) => setEdited({ routes: next }),
    write: (next) => setEdited({ text: next }),
    discard: () => {
      forget();
      begin(null);
    },
    publish: (over) => {
      if (draft) publishing.mutate({ draft, over });
    },
  };
}
