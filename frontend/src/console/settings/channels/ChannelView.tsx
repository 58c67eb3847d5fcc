/** One channel: its check, its health, its settings, and the switch. */

import { Link, useLocation } from "wouter";
import type { Channel } from "../../api/channels";
import { words } from "../../api/problem";
import { useChannelKinds } from "../../app/useChannelKinds";
import { useServerNow } from "../../app/useServerNow";
import { ChannelIcon } from "../../ui/channels";
import { Empty, Failed, Skeleton } from "../../ui/Notice";
import { Switch } from "../../ui/Switch";
import { useToast } from "../../ui/toasts";
import { Views } from "../Views";
import { CheckView } from "./CheckView";
import { HealthView } from "./HealthView";
import { SetupView } from "./SetupView";
import { StandingTag } from "./StandingTag";
import { reason } from "./standing";
import { useChangeChannel, useChannels } from "./useChannels";

const VIEWS = { check: "Check", health: "Health", settings: "Settings" } as const;
type View = keyof typeof VIEWS;

const known = (view: string): View => (view in VIEWS ? (view as View) : "check");

function Head({ channel }: { channel: Channel }) {
  const now = useServerNow();
  const why = reason(channel, now);
  const say = useToast();
  const change = useChangeChannel(channel.id, ({ name, on }) =>
    say(`${name} is ${on ? "on" : "off"}`),
  );
  const switched = (on: boolean) =>
    change.mutate({ on }, { onError: (error) => say(words(error), "bad") });
  return (
    <section className="card">
      <div className="cd-h">
        <ChannelIcon kind={channel.kind} size={20} />
        <h2>{channel.name}</h2>
        <span className="mut">{channel.label}</span>
        <span className="spacer" />
        <StandingTag standing={channel.standing} />
      </div>
      {why ? <p className="mut">{why}</p> : null}
      <Switch
        label="On"
        hint="Off: nothing comes in, and what is to go out fails with that reason."
        checked={channel.on}
        disabled={change.isPending}
        onChange={switched}
      />
    </section>
  );
}

function Settings({ channel }: { channel: Channel }) {
  const { data, error, refetch } = useChannelKinds();
  if (error) return <Failed error={error} onAgain={() => void refetch()} />;
  if (!data) return <Skeleton />;
  const kind = data.find(({ name }) => name === channel.kind);
  if (!kind) return <Empty>This kind of channel is not known here any more.</Empty>;
  return <SetupView key={channel.id} channel={channel} kind={kind} />;
}

export function ChannelView({ id, view: asked }: { id: string; view: string }) {
  const { data, error, refetch } = useChannels();
  const [, go] = useLocation();
  if (error && !data) return <Failed error={error} onAgain={() => void refetch()} />;
  if (!data) return <Skeleton lines={5} />;
  const channel = data.find((one) => one.id === id);
  const view = known(asked);
  if (!channel)
    return (
      <Empty>
        <p>There is no such channel.</p>
        <Link to="/channels">All channels</Link>
      </Empty>
    );
  return (
    <>
      <Head channel={channel} />
      <Views views={VIEWS} view={view} onView={(next) => go(`/channels/${id}/${next}`)} />
      {view === "check" ? <CheckView channel={channel} /> : null}
      {view === "health" ? <HealthView channel={channel} /> : null}
      {view === "settings" ? <Settings channel={channel} /> : null}
    </>
  );
}
