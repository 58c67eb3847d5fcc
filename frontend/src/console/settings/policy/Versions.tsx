/** What was in force before, newest first: what each changed, and the way back to it. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Diff } from "../../api/brain";
import { words } from "../../api/problem";
import type { PolicyVersion, PublishedPolicy } from "../../api/types";
import { useSession } from "../../app/session";
import { full } from "../../time/format";
import { Modal } from "../../ui/Modal";
import { Failed, Skeleton } from "../../ui/Notice";
import { useToast } from "../../ui/toasts";

const base = (assistant: string) => `/api/assistants/${assistant}/policy`;

/** A unified diff: what went, what came, marked by sign and by colour. */
function DiffView({ assistant, version }: { assistant: string; version: number }) {
  const { http } = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: ["policy-diff", assistant, version],
    queryFn: () => http.get<Diff>(`${base(assistant)}/versions/${version}/diff`),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error) return <Failed error={error} onAgain={() => refetch()} />;
  if (!data) return <Skeleton />;
  if (!data.diff) return <p className="mut">Nothing changed against version {data.old}.</p>;
  const lines = data.diff.split("\n").slice(2);
  return (
    <pre className="diff">
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line of a finished text is its place
        <span key={at} className={SIGNS[line.charAt(0)]}>
          {line}
          {"\n"}
        </span>
      ))}
    </pre>
  );
}

const SIGNS: Readonly<Record<string, string>> = { "+": "came", "-": "went", "@": "at" };

interface BackProps {
  readonly assistant: string;
  readonly live: number;
  readonly to: number | null; // the version to go back to
  readonly onClose: () => void;
}

const named = (version: number): string => (version ? `version ${version}` : "the built-in policy");

function Back({ assistant, live, to, onClose }: BackProps) {
  const { http } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  const back = useMutation({
    mutationFn: (version: number) =>
      http.send<PublishedPolicy>("POST", `${base(assistant)}/versions/${version}/publish`, {
        base_version: live,
      }),
    onSuccess: (published) => {
      queries.setQueryData(["policy", assistant], published);
      void queries.invalidateQueries({ queryKey: ["policy-versions", assistant] });
      say(`Version ${published.version} is in force`);
    },
    onError: (error) => say(words(error), "bad"),
    onSettled: onClose,
  });
  return (
    <Modal open={to !== null} onClose={onClose} title={`Go back to ${named(to ?? 0)}?`}>
      <p>It comes into force at once, as a new version. Nothing is lost: you can go back again.</p>
      <footer>
        <button type="button" className="bt" onClick={onClose}>
          Cancel
        </button>
        <button
          type="button"
          className="bt pri"
          disabled={back.isPending}
          onClick={() => back.mutate(to ?? 0)}
        >
          Go back
        </button>
      </footer>
    </Modal>
  );
}

interface LineProps {
  readonly assistant: string;
  readonly line: PolicyVersion;
  readonly live: number;
  readonly locked: boolean;
  readonly onBack: () => void;
}

function Line({ assistant, line, live, locked, onBack }: LineProps) {
  const [open, setOpen] = useState(false);
  const { version, published_at, by } = line;
  return (
    <>
      <tr>
        <td>
          {version || "Built-in"}{" "}
          {version === live ? <span className="tg good">in force</span> : null}
        </td>
        <td>{published_at ? full(published_at) : ""}</td>
        <td>{by || "at installation"}</td>
        <td className="num">
          {version ? (
            <button
              type="button"
              className="bt"
              aria-expanded={open}
              aria-label={`What version ${version} changed`}
              onClick={() => setOpen(!open)}
            >
              Changes
            </button>
          ) : null}{" "}
          {version === live ? null : (
            <button
              type="button"
              className="bt"
              disabled={locked}
              title={locked ? "Publish or discard your draft first" : undefined}
              aria-label={`Go back to ${named(version)}`}
              onClick={onBack}
            >
              Go back
            </button>
          )}
        </td>
      </tr>
      {open ? (
        <tr>
          <td colSpan={4}>
            <DiffView assistant={assistant} version={version} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

const BUILT_IN: PolicyVersion = { version: 0, published_at: 0, by: "" };

interface VersionsProps {
  readonly assistant: string;
  readonly live: number;
  readonly locked: boolean; // there is a draft
}

export function Versions({ assistant, live, locked }: VersionsProps) {
  const { http } = useSession();
  const [to, setTo] = useState<number | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ["policy-versions", assistant],
    queryFn: () => http.get<readonly PolicyVersion[]>(`${base(assistant)}/versions`),
  });
  if (error) return <Failed error={error} onAgain={() => refetch()} />;
  if (!data) return <Skeleton />;
  const lines = [...[...data].sort((a, b) => b.version - a.version), BUILT_IN];
  return (
    <div className="overflow-x-auto">
      <table className="table">
        <thead>
          <tr>
            <th>Version</th>
            <th>Published</th>
            <th>By</th>
            <th>
              <span className="sr">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line
              key={line.version}
              assistant={assistant}
              line={line}
              live={live}
              locked={locked}
              onBack={() => setTo(line.version)}
            />
          ))}
        </tbody>
      </table>
      <Back assistant={assistant} live={live} to={to} onClose={() => setTo(null)} />
    </div>
  );
}
