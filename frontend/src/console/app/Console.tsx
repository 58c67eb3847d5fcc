/** Everything behind the login: makes the living inbox for this operator and starts it. */

import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { NoticesAnswer } from "../api/notices";
import type { Me } from "../api/types";
import { createLive } from "../live/live";
import type { Sending } from "../live/state";
import { rings } from "../notify/chosen";
import { createNotifier } from "../notify/notifier";
import { freshId } from "./ids";
import { preferences } from "./preferences";
import { Shell } from "./Shell";
import { SessionContext, useHttp } from "./session";
import { session } from "./storage";
import { useNotices } from "./useNotices";

function socketAddress(): string {
  const { protocol, host } = location;
  return `${protocol === "https:" ? "wss" : "ws"}://${host}/api/operator/socket`;
}

/** Keeps at hand what this operator chose to be told of. */
function KnowsChoices() {
  useNotices();
  return null;
}

export function Console({ me }: { me: Me }) {
  const http = useHttp();
  const queries = useQueryClient();
  const [live] = useState(() => {
    const key = `outbox.${me.id}`;
    const notifier = createNotifier(preferences.read);
    return createLive({
      csrf: () => queries.getQueryData<Me | null>(["me"])?.csrf ?? "",
      open: () => new WebSocket(socketAddress()),
      now: Date.now,
      freshId,
      kept: session.read<readonly Sending[]>(key, []),
      keep: (outbox) => session.write(key, outbox),
      onEnded: () => queries.invalidateQueries({ queryKey: ["me"] }),
      onAlert: (alert) => {
        const chosen = queries.getQueryData<NoticesAnswer>(["notices"]);
        if (rings(alert, chosen)) notifier.alert(alert);
      },
    });
  });
  useEffect(() => {
    live.start();
    return live.stop;
  }, [live]);
  const shared = useMemo(() => ({ me, http, live }), [me, http, live]);
  return (
    <SessionContext value={shared}>
      <KnowsChoices />
      <Shell />
    </SessionContext>
  );
}
