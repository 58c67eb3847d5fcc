/** Services (signed webhooks) and rooms of messengers that are told of a team's matters. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus, Send, Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import type { NoticesAnswer, TargetShown, TriedNotice } from "../../api/notices";
import { errorAt, words } from "../../api/problem";
import { useSession } from "../../app/session";
import { Choose } from "../../ui/Choose";
import { CopyButton } from "../../ui/CopyButton";
import { Field } from "../../ui/Field";
import { Modal } from "../../ui/Modal";
import { Switch } from "../../ui/Switch";
import { useToast } from "../../ui/toasts";
import { ErrorSummary } from "../ErrorSummary";

interface TargetsProps {
  readonly team: string;
  readonly targets: readonly TargetShown[];
  readonly titles: NoticesAnswer["events"];
}

const pathOf = (team: string): string => `/api/admin/teams/${team}/notices/targets`;

const WAYS = [
  { value: "chat", label: "A room of Slack, Teams or another messenger" },
  { value: "webhook", label: "A service, by a signed webhook" },
] as const;

const HINTS = {
  chat: "The address of an incoming webhook, as the messenger shows it.",
  webhook: "Signed as Standard Webhooks have it; the secret is shown once.",
} as const;

function AddTarget({
  team,
  titles,
  onClose,
}: Omit<TargetsProps, "targets"> & { onClose: () => void }) {
  const { http } = useSession();
  const queries = useQueryClient();
  const [way, setWay] = useState<"chat" | "webhook">("chat");
  const [name, setName] = useState("");
  const [url, setUrl] = useState("");
  const [text, setText] = useState(false);
  const add = useMutation({
    mutationFn: () => {
      const events = titles.map(({ event }) => event);
      return http.send<TargetShown>("POST", pathOf(team), { way, name, url, text, events });
    },
    onSuccess: ({ secret }) => {
      void queries.invalidateQueries({ queryKey: ["board", team] });
      if (!secret) onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  if (add.data?.secret)
    return (
      <Modal open onClose={onClose} title="Its secret, shown this once">
        <p>With it the service checks that a message comes from here.</p>
        <div className="flex items-center gap-2">
          <code className="snippet grow">{add.data.secret}</code>
          <CopyButton text={add.data.secret} name="the secret" />
        </div>
        <footer>
          <button type="button" className="bt pri" onClick={onClose}>
            I have kept it
          </button>
        </footer>
      </Modal>
    );
  return (
    <Modal open onClose={onClose} title="Tell a service or a room">
      <form className="grid gap-3" onSubmit={submit}>
        <ErrorSummary error={add.error} saying="Not added." />
        <Choose label="What" value={way} options={WAYS} onChange={setWay} />
        <Field
          label="Name"
          required
          value={name}
          onChange={setName}
          error={errorAt(add.error, "name")}
        />
        <Field
          label="Address"
          type="url"
          required
          hint={HINTS[way]}
          value={url}
          onChange={setUrl}
          error={errorAt(add.error, "url")}
        />
        <Switch
          label="With words of the conversation"
          hint="Others may read the room: off by default."
          checked={text}
          onChange={setText}
        />
        <footer>
          <button type="button" className="bt" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="bt pri" disabled={add.isPending}>
            Add
          </button>
        </footer>
      </form>
    </Modal>
  );
}

function TargetLine({ team, target }: { team: string; target: TargetShown }) {
  const { http } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  const onError = (error: Error) => say(words(error), "bad");
  const remove = useMutation({
    mutationFn: () => http.send("DELETE", `${pathOf(team)}/${target.id}`),
    onError,
    onSettled: () => queries.invalidateQueries({ queryKey: ["board", team] }),
  });
  const test = useMutation({
    mutationFn: () => http.send<TriedNotice>("POST", `${pathOf(team)}/${target.id}/test`),
    onSuccess: ({ ok, answer }) => say(`${target.name}: ${answer}`, ok ? "good" : "bad"),
    onError,
  });
  return (
    <li>
      <span>
        <b>{target.name}</b>{" "}
        <span className="mut">
          {target.way === "chat" ? "room" : "webhook"} at {target.host}
        </span>
      </span>
      <span className="ch-a">
        <button
          type="button"
          className="bt"
          disabled={test.isPending}
          onClick={() => test.mutate()}
        >
          <Send size={14} /> Test<span className="sr"> {target.name}</span>
        </button>
        <button
          type="button"
          className="ib"
          aria-label={`Remove ${target.name}`}
          disabled={remove.isPending}
          onClick={() => remove.mutate()}
        >
          <Trash2 size={16} />
        </button>
      </span>
    </li>
  );
}

export function Targets({ team, targets, titles }: TargetsProps) {
  const [adding, setAdding] = useState(false);
  return (
    <section className="card" aria-label="Services and rooms">
      <h2>Services and rooms that are told, too</h2>
      {targets.length ? (
        <ul className="tally">
          {targets.map((target) => (
            <TargetLine key={target.id} team={team} target={target} />
          ))}
        </ul>
      ) : (
        <p className="mut">None. A step of the escalation by webhook or messenger needs one.</p>
      )}
      <div>
        <button type="button" className="bt" onClick={() => setAdding(true)}>
          <Plus size={14} /> Add a service or a room
        </button>
      </div>
      {adding ? <AddTarget team={team} titles={titles} onClose={() => setAdding(false)} /> : null}
    </section>
  );
}
