/** Browsers that take pushes for me: why the browser will ask, switching this one on, and the others. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { BellRing, Trash2 } from "lucide-react";
import type { PushAnswer } from "../../api/notices";
import { Problem, words } from "../../api/problem";
import { useSession } from "../../app/session";
import { deviceName, endPush, ofThisDevice, pushState, startPush } from "../../notify/push";
import { full } from "../../time/format";
import { Failed, Skeleton } from "../../ui/Notice";
import { useToast } from "../../ui/toasts";

const PATH = "/api/operator/push";

function useDevices() {
  const { http } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  const read = useQuery({ queryKey: ["push"], queryFn: () => http.get<PushAnswer>(PATH) });
  const options = {
    onError: (error: Error) => say(error instanceof Problem ? words(error) : error.message, "bad"),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: ["push"] });
      void queries.invalidateQueries({ queryKey: ["notices"] }); // whether pushes reach me
    },
  };
  const add = useMutation({
    ...options,
    mutationFn: async (key: string) => {
      const label = deviceName(navigator.userAgent);
      return http.send<PushAnswer>("POST", PATH, { ...(await startPush(key)), label });
    },
    onSuccess: ({ browsers }) => {
      const before = new Set(read.data?.browsers.map(({ id }) => id));
      const fresh = browsers.find(({ id }) => !before.has(id));
      if (fresh) ofThisDevice.keep(fresh.id);
      say("This browser takes pushes now");
    },
  });
  const remove = useMutation({
    ...options,
    mutationFn: async (id: string) => {
      if (ofThisDevice.is(id)) await endPush();
      return http.send<PushAnswer>("DELETE", `${PATH}/${id}`);
    },
  });
  return { read, add, remove };
}

const REFUSED =
  "The browser does not allow notifications for this site. Allow them in its settings, then come back.";

function ThisOne({ busy, onBegin }: { busy: boolean; onBegin: () => void }) {
  switch (pushState()) {
    case "unable":
      return (
        <p className="mut">
          This browser takes no pushes. They need a secure address (https), and on an iPhone a page
          that was added to the home screen.
        </p>
      );
    case "denied":
      return <p className="err">{REFUSED}</p>;
    default:
      return (
        <div>
          <button type="button" className="bt pri" disabled={busy} onClick={onBegin}>
            <BellRing size={14} /> {busy ? "Waiting for the browser…" : "Push to this browser"}
          </button>
        </div>
      );
  }
}

function Known({ view, onRemove }: { view: PushAnswer; onRemove: (id: string) => void }) {
  if (view.browsers.length === 0) return <p className="mut">No browser takes pushes yet.</p>;
  return (
    <ul className="tally" aria-label="My browsers">
      {view.browsers.map(({ id, label, created_at }) => (
        <li key={id}>
          <span>
            <b>{label || "A browser"}</b>{" "}
            <span className="mut">
              since {full(created_at)}
              {ofThisDevice.is(id) ? ", this one" : ""}
            </span>
          </span>
          <button
            type="button"
            className="ib sm"
            aria-label={`No more pushes to ${label || "a browser"}`}
            onClick={() => onRemove(id)}
          >
            <Trash2 size={14} />
          </button>
        </li>
      ))}
    </ul>
  );
}

export function Devices() {
  const { read, add, remove } = useDevices();
  if (read.error) return <Failed error={read.error} onAgain={() => void read.refetch()} />;
  if (!read.data) return <Skeleton />;
  const { key } = read.data;
  return (
    <section className="card" aria-label="Push to my devices">
      <h2>Push to my devices</h2>
      <p>
        A push reaches you when this page is closed, also on your phone. When you switch it on, the
        browser asks whether Warmline may show notifications; it is for this browser only, and you
        can end it here at any time.
      </p>
      <ThisOne busy={add.isPending} onBegin={() => add.mutate(key)} />
      <Known view={read.data} onRemove={(id) => remove.mutate(id)} />
    </section>
  );
}
