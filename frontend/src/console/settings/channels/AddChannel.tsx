/** A new channel: choose a kind, follow its guide, fill in its form. */

import { type FormEvent, useState } from "react";
import { Link, useLocation } from "wouter";
import type { ChannelKind } from "../../api/channels";
import { useChannelKinds } from "../../app/useChannelKinds";
import { ChannelIcon } from "../../ui/channels";
import { Failed, Skeleton } from "../../ui/Notice";
import { useToast } from "../../ui/toasts";
import { useAssistants } from "../assistants/AssistantsPage";
import { ErrorSummary } from "../ErrorSummary";
import { useFirstFault } from "../useFirstFault";
import { ChannelFields } from "./ChannelFields";
import { CHECK_NOW } from "./CheckView";
import { blank, labelOf } from "./form";
import { Linked } from "./Linked";
import { useAddChannel } from "./useChannels";

function Kinds({ kinds }: { kinds: readonly ChannelKind[] }) {
  return (
    <section className="card">
      <h2>Which channel?</h2>
      <ul className="kinds" aria-label="Kinds of channels">
        {kinds.map(({ name, label }) => (
          <li key={name}>
            <Link to={`/channels/new/${name}`} className="kind">
              <ChannelIcon kind={name} size={20} />
              {label}
            </Link>
          </li>
        ))}
      </ul>
      <p className="mut">
        The widget for your site needs no account: its script tag stands at{" "}
        <Link to="/channels" className="in-text">
          Channels
        </Link>
        .
      </p>
    </section>
  );
}

export function Guide({ kind }: { kind: ChannelKind }) {
  if (kind.guide.length === 0) return null;
  return (
    <section className="card">
      <h2>Setting up {kind.label}</h2>
      <ol className="guide">
        {kind.guide.map((step) => (
          <li key={step}>
            <Linked text={step} />
          </li>
        ))}
      </ol>
    </section>
  );
}

const nothing = (): boolean => false;

function NewChannel({ kind, assistant }: { kind: ChannelKind; assistant: string }) {
  const [, go] = useLocation();
  const say = useToast();
  const [filled, fill] = useState(() => blank(kind, assistant));
  const add = useAddChannel(kind, (channel) => {
    say(`${channel.name} is saved`);
    go(`/channels/${channel.id}/check`, { state: CHECK_NOW });
  });
  const ref = useFirstFault(add.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(filled);
  };
  return (
    <>
      <Guide kind={kind} />
      <form ref={ref} className="card" onSubmit={submit} noValidate>
        <h2>{kind.label}</h2>
        <ErrorSummary error={add.error} named={(where) => labelOf(kind, where)} />
        <ChannelFields
          kind={kind}
          filled={filled}
          isSet={nothing}
          error={add.error}
          onChange={fill}
        />
        <footer className="flex gap-2">
          <button type="submit" className="bt pri" disabled={add.isPending}>
            {add.isPending ? "Saving…" : "Save and check"}
          </button>
          <Link to="/channels/new" className="bt">
            Another kind
          </Link>
        </footer>
      </form>
    </>
  );
}

export function AddChannel({ name }: { name: string }) {
  const kinds = useChannelKinds();
  const assistants = useAssistants();
  const error = kinds.error ?? assistants.error;
  if (error) return <Failed error={error} onAgain={() => void kinds.refetch()} />;
  if (!kinds.data || !assistants.data) return <Skeleton lines={4} />;
  const kind = kinds.data.find((one) => one.name === name);
  if (!kind) return <Kinds kinds={kinds.data} />;
  return <NewChannel key={name} kind={kind} assistant={assistants.data[0]?.id ?? ""} />;
}
