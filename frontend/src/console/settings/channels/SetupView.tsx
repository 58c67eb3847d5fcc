/** What a channel is set up with. Secrets are only ever replaced. */

import type { FormEvent } from "react";
import type { Channel, ChannelKind } from "../../api/channels";
import { useToast } from "../../ui/toasts";
import { ErrorSummary } from "../ErrorSummary";
import { SaveBar } from "../SaveBar";
import { useFirstFault } from "../useFirstFault";
import { useForm } from "../useForm";
import { Guide } from "./AddChannel";
import { ChannelFields } from "./ChannelFields";
import { type Filled, labelOf, shownOf } from "./form";
import { RemoveChannel } from "./RemoveChannel";
import { useChangeChannel } from "./useChannels";

interface SetupViewProps {
  readonly channel: Channel;
  readonly kind: ChannelKind;
}

export function SetupView({ channel, kind }: SetupViewProps) {
  const form = useForm<Filled>(shownOf(kind, channel));
  const say = useToast();
  const save = useChangeChannel(channel.id, ({ name }) => {
    form.discard();
    say(`${name} is saved. Check it again.`);
  });
  const change = (next: Filled) => {
    for (const key of ["name", "assistant", "settings", "secrets"] as const)
      if (next[key] !== form.values[key]) form.set(key, next[key]);
  };
  const ref = useFirstFault(save.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (form.count > 0) save.mutate(form.changes);
  };
  return (
    <>
      <form ref={ref} className="card" onSubmit={submit} noValidate>
        <h2>Settings</h2>
        <ErrorSummary error={save.error} named={(where) => labelOf(kind, where)} />
        <ChannelFields
          kind={kind}
          filled={form.values}
          isSet={(key) => channel.secrets[key] === "set"}
          error={save.error}
          onChange={change}
        />
      </form>
      <Guide kind={kind} />
      <RemoveChannel channel={channel} />
      <SaveBar
        count={form.count}
        busy={save.isPending}
        onSave={() => save.mutate(form.changes)}
        onDiscard={() => {
          form.discard();
          save.reset();
        }}
      />
    </>
  );
}
