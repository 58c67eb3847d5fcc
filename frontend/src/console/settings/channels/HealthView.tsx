/** How a channel is: what came and went last, what failed, what nobody could read, what was given up. */

import type { ReactNode } from "react";
import type { Channel, ChannelHealth } from "../../api/channels";
import { useServerNow } from "../../app/useServerNow";
import { full } from "../../time/format";
import { Failed, Skeleton } from "../../ui/Notice";
import { DeadLetters } from "./DeadLetters";
import { ago, sentence } from "./standing";
import { useHealth, useUnread } from "./useChannels";

function Line({
  name,
  bad = false,
  children,
}: {
  name: string;
  bad?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={bad ? "vital bad" : "vital"}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Figures({ health, load }: ChannelHealth) {
  const now = useServerNow();
  const { expires_at, failures } = health;
  return (
    <dl className="vitals" aria-label="Health">
      <Line name="Last came in">{ago(health.heard_at, now)}</Line>
      <Line name="Last went out">{ago(health.sent_at, now)}</Line>
      <Line name="Failures in a row" bad={failures > 0}>
        {failures}
      </Line>
      <Line name="Not arrived, last day" bad={load.failed > 0}>
        {load.failed}
      </Line>
      <Line name="Token expires" bad={expires_at > 0 && expires_at <= now}>
        {expires_at ? full(expires_at) : "not known"}
      </Line>
      <Line name="Conversations">
        {load.conversations}, {load.open} open
      </Line>
    </dl>
  );
}

function NewestError({ health }: ChannelHealth) {
  const now = useServerNow();
  if (!health.error) return null;
  return (
    <section className="card">
      <h2>Newest error</h2>
      <p>
        {sentence(health.error)} <span className="mut">{ago(health.failed_at, now)}</span>
      </p>
      {health.failures === 0 ? <p className="mut">Since then something went well again.</p> : null}
    </section>
  );
}

function UnreadEvents({ id }: { id: string }) {
  const { data, error, refetch } = useUnread(id);
  if (error) return <Failed error={error} onAgain={() => void refetch()} />;
  if (!data) return <Skeleton />;
  return (
    <section className="card">
      <h2>Events that could not be read</h2>
      {data.length === 0 ? (
        <p className="mut">None. All that came could be read.</p>
      ) : (
        <ul className="grid gap-2" aria-label="Events that could not be read">
          {data.map(({ id: event, what, raw, at }) => (
            <li key={event}>
              <details className="chan-fold">
                <summary>
                  {what || "unknown"} <span className="mut">{full(at)}</span>
                </summary>
                <pre className="snippet">{raw}</pre>
              </details>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function HealthView({ channel }: { channel: Channel }) {
  const { data, error, refetch } = useHealth(channel.id);
  if (error) return <Failed error={error} onAgain={() => void refetch()} />;
  if (!data) return <Skeleton lines={4} />;
  return (
    <>
      <Figures {...data} />
      <NewestError {...data} />
      <UnreadEvents id={channel.id} />
      <DeadLetters channel={channel.id} />
    </>
  );
}
