/** All sources with their state; looks again while something is being indexed. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { words } from "../../api/problem";
import type { Source } from "../../api/types";
import { useSession } from "../../app/session";
import { full } from "../../time/format";
import { Modal } from "../../ui/Modal";
import { Empty, Failed, Skeleton } from "../../ui/Notice";
import { useToast } from "../../ui/toasts";
import { AudienceSwitch, InternalTag } from "./Audience";
import { Problems } from "./Problems";

const STATES: Readonly<Record<Source["status"], { word: string; tag: string }>> = {
  ready: { word: "Ready", tag: "tg good" },
  indexing: { word: "Indexing", tag: "tg" },
  failed: { word: "Failed", tag: "tg md" },
};

export function bytes(n: number): string {
  if (n < 1024) return `${n} B`;
  return n < 1024 ** 2 ? `${Math.round(n / 1024)} KB` : `${(n / 1024 ** 2).toFixed(1)} MB`;
}

function useSources() {
  const { http } = useSession();
  return useQuery({
    queryKey: ["sources"],
    queryFn: () => http.get<readonly Source[]>("/api/knowledge/sources"),
    refetchInterval: ({ state }) =>
      state.data?.some(({ status }) => status === "indexing") ? 1500 : false,
  });
}

function Line({ source, onRemove }: { source: Source; onRemove: () => void }) {
  const { name, kind, status, passages, problems, updated_at } = source;
  return (
    <tr>
      <td>
        <b className="font-medium">{name}</b>{" "}
        {source.audience === "internal" ? <InternalTag /> : null}
        <Problems problems={problems} />
      </td>
      <td className="mut">{kind}</td>
      <td>
        <span className={STATES[status].tag}>{STATES[status].word}</span>
      </td>
      <td>
        <AudienceSwitch source={source} />
      </td>
      <td className="num">{passages}</td>
      <td className="num mut">{bytes(source.bytes)}</td>
      <td className="mut">{full(updated_at)}</td>
      <td className="num">
        <button type="button" className="ib" aria-label={`Delete ${name}`} onClick={onRemove}>
          <Trash2 size={16} />
        </button>
      </td>
    </tr>
  );
}

function Remove({ source, onClose }: { source: Source | null; onClose: () => void }) {
  const { http } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  const remove = useMutation({
    mutationFn: (id: string) => http.send("DELETE", `/api/knowledge/sources/${id}`),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ["sources"] });
      say("Source deleted");
    },
    onError: (error) => say(words(error), "bad"),
    onSettled: onClose,
  });
  return (
    <Modal open={source !== null} onClose={onClose} title="Delete this source?">
      <p>The assistants no longer answer from {source?.name}.</p>
      <footer>
        <button type="button" className="bt" onClick={onClose}>
          Keep it
        </button>
        <button
          type="button"
          className="bt danger"
          onClick={() => source && remove.mutate(source.id)}
        >
          Delete
        </button>
      </footer>
    </Modal>
  );
}

export function Sources() {
  const { data, error, refetch } = useSources();
  const [removing, setRemoving] = useState<Source | null>(null);
  if (error) return <Failed error={error} onAgain={() => refetch()} />;
  if (!data) return <Skeleton />;
  if (data.length === 0)
    return <Empty>No knowledge yet. Without it the assistant can only fetch a person.</Empty>;
  return (
    <section className="card overflow-x-auto">
      <h2>Sources</h2>
      <table className="table">
        <thead>
          <tr>
            <th>Name</th>
            <th>Kind</th>
            <th>State</th>
            <th title="For staff alone: no visitor is answered from it">Internal</th>
            <th className="num">Passages</th>
            <th className="num">Size</th>
            <th>Changed</th>
            <th>
              <span className="sr">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {data.map((source) => (
            <Line key={source.id} source={source} onRemove={() => setRemoving(source)} />
          ))}
        </tbody>
      </table>
      <Remove source={removing} onClose={() => setRemoving(null)} />
    </section>
  );
}
