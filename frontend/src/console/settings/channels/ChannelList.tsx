/** All channels with how each is, the widget of each assistant among them. */

import { Link } from "wouter";
import type { Channel } from "../../api/channels";
import type { Assistant, AssistantLine } from "../../api/types";
import { useServerNow } from "../../app/useServerNow";
import { ChannelIcon, WEB } from "../../ui/channels";
import { Failed, Skeleton } from "../../ui/Notice";
import { useAssistants } from "../assistants/AssistantsPage";
import { Snippet } from "../assistants/Snippet";
import { StandingTag } from "./StandingTag";
import { reason, traffic } from "./standing";
import { useChannels } from "./useChannels";

function Line({ channel }: { channel: Channel }) {
  const now = useServerNow();
  const { id, kind, label, name, standing, health, load } = channel;
  const why = reason(channel, now);
  return (
    <li className="card chan">
      <ChannelIcon kind={kind} size={20} />
      <div>
        <p className="chan-n">
          <Link to={`/channels/${id}/${standing === "good" ? "health" : "check"}`}>{name}</Link>{" "}
          {name === label ? null : <span className="mut">{label}</span>}
        </p>
        <p className="mut">
          {traffic(health, now)} {load.open ? `${load.open} open.` : ""}
        </p>
        {why ? <p className={standing === "trouble" ? "err" : "mut"}>{why}</p> : null}
      </div>
      <StandingTag standing={standing} />
    </li>
  );
}

type Shown = AssistantLine & Partial<Pick<Assistant, "snippet">>;

function Widget({ assistant }: { assistant: Shown }) {
  return (
    <li className="card chan">
      <ChannelIcon kind={WEB} size={20} />
      <div>
        <p className="chan-n">
          <Link to={`/assistants/${assistant.id}`}>Website</Link>{" "}
          <span className="mut">Widget of {assistant.name}</span>
        </p>
        {assistant.snippet ? (
          <details className="chan-fold">
            <summary>Script tag</summary>
            <Snippet text={assistant.snippet} />
          </details>
        ) : null}
      </div>
    </li>
  );
}

export function ChannelList() {
  const { data, error, refetch } = useChannels();
  const assistants: readonly Shown[] = useAssistants().data ?? [];
  return (
    <>
      <ul className="grid gap-3" aria-label="Channels">
        {assistants.map((one) => (
          <Widget key={one.id} assistant={one} />
        ))}
        {data?.map((channel) => (
          <Line key={channel.id} channel={channel} />
        ))}
      </ul>
      {error ? <Failed error={error} onAgain={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton /> : null}
      {data?.length === 0 ? (
        <p className="mut">
          Visitors can also write by email or a messenger; you answer them all in one inbox.{" "}
          <Link to="/channels/new" className="in-text">
            Add a channel
          </Link>
        </p>
      ) : null}
    </>
  );
}
