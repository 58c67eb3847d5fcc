/** Takes a channel away, after saying what becomes of its conversations. */

import { useState } from "react";
import { useLocation } from "wouter";
import type { Channel } from "../../api/channels";
import { Modal } from "../../ui/Modal";
import { useRemoveChannel } from "./useChannels";

/** What becomes of the conversations. Pure. */
export function aftermath({ conversations, open }: Channel["load"]): string {
  if (conversations === 0) return "No conversation has come by it.";
  const stay =
    conversations === 1 ? "Its conversation stays" : `Its ${conversations} conversations stay`;
  const said = `${stay}, with all that was said.`;
  return open === 0
    ? said
    : `${said} Replies can no longer go out in ${open === 1 ? "the one that is" : `the ${open} that are`} open.`;
}

export function RemoveChannel({ channel }: { channel: Channel }) {
  const [asking, setAsking] = useState(false);
  const [, go] = useLocation();
  const remove = useRemoveChannel(() => go("/channels"));
  return (
    <div>
      <button type="button" className="bt danger" onClick={() => setAsking(true)}>
        Remove this channel
      </button>
      <Modal open={asking} onClose={() => setAsking(false)} title={`Remove ${channel.name}?`}>
        <p>{aftermath(channel.load)}</p>
        <p className="mut">
          Its secrets are deleted here. To stop it for a while, switch it off instead.
        </p>
        <footer>
          <button type="button" className="bt" onClick={() => setAsking(false)}>
            Keep it
          </button>
          <button
            type="button"
            className="bt danger"
            disabled={remove.isPending}
            onClick={() => remove.mutate(channel.id)}
          >
            Remove it
          </button>
        </footer>
      </Modal>
    </div>
  );
}
