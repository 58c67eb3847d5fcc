/** Earlier versions of the routing, newest first, and the way back to one. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { words } from "../../api/problem";
import type { PublishedRouting } from "../../api/routing";
import { useSession } from "../../app/session";
import { full } from "../../time/format";
import { Modal } from "../../ui/Modal";
import { Failed, Skeleton } from "../../ui/Notice";
import { useToast } from "../../ui/toasts";

const PATH = "/api/admin/routing";

type Version = Pick<PublishedRouting, "version" | "published_at" | "by" | "text">;

function useReturn(onDone: () => void) {
  const { http } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  return useMutation({
    mutationFn: ({ text, base }: { text: string; base: number }) =>
      http.send<PublishedRouting>("PUT", PATH, { text, base_version: base }),
    onSuccess: (published) => {
      queries.setQueryData(["routing"], published);
      void queries.invalidateQueries({ queryKey: ["routing-versions"] });
      say(`Version ${published.version} of the routing is in force`);
    },
    onError: (error) => say(words(error), "bad"),
    onSettled: onDone,
  });
}

interface LineProps {
  readonly line: Version;
  readonly live: number;
  readonly locked: boolean;
  readonly onReturn: (line: Version) => void;
}

function Line({ line, live, locked, onReturn }: LineProps) {
  const [open, setOpen] = useState(false);
  return (
    <li className="ver">
      <div className="cd-h wrap">
        <b>Version {line.version}</b>
        {line.version === live ? <span className="tg good">in force</span> : null}
        <span className="mut">
          {full(line.published_at)}, {line.by}
        </span>
        <span className="spacer" />
        <button type="button" className="lk" aria-expanded={open} onClick={() => setOpen(!open)}>
          Show version {line.version}
        </button>
        {line.version === live ? null : (
          <button type="button" className="bt" disabled={locked} onClick={() => onReturn(line)}>
            Go back to version {line.version}
          </button>
        )}
      </div>
      {open ? <pre className="snippet">{line.text}</pre> : null}
    </li>
  );
}

export function RoutingVersions({ live, locked }: { live: number; locked: boolean }) {
  const { http } = useSession();
  const [asked, setAsked] = useState<Version | null>(null);
  const back = useReturn(() => setAsked(null));
  const { data, error, refetch } = useQuery({
    queryKey: ["routing-versions"],
    queryFn: () => http.get<readonly Version[]>(`${PATH}/versions`),
  });
  if (error) return <Failed error={error} onAgain={() => void refetch()} />;
  if (!data) return <Skeleton />;
  return (
    <section className="card" aria-label="Versions">
      {locked ? <p className="hint">Publish or discard your changes before you go back.</p> : null}
      {data.length === 0 ? <p className="mut">Nothing was published yet.</p> : null}
      <ol>
        {data.map((line) => (
          <Line key={line.version} {...{ line, live, locked }} onReturn={setAsked} />
        ))}
      </ol>
      <Modal open={asked !== null} onClose={() => setAsked(null)} title="Go back?">
        <p>Version {asked?.version} comes into force again, as a new version. Nothing is lost.</p>
        <footer>
          <button type="button" className="bt" onClick={() => setAsked(null)}>
            Cancel
          </button>
          <button
            type="button"
            className="bt pri"
            disabled={back.isPending}
            onClick={() => asked && back.mutate({ text: asked.text, base: live })}
          >
            Go back
          </button>
        </footer>
      </Modal>
    </section>
  );
}
