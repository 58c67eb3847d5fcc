/** By what a person is known: channels, proofs, and taking one out. */

import { BadgeCheck, Unlink } from "lucide-react";
import { useState } from "react";
import type { Identity } from "../api/contacts";
import { ChannelIcon } from "../ui/channels";
import { Modal } from "../ui/Modal";
import type { useWhoIsWho } from "./useContact";
import { detailOf, kindWords, markOf, nameOf } from "./words";

type Split = ReturnType<typeof useWhoIsWho>["split"];

interface LineProps {
  readonly one: Identity;
  readonly onSplit: (() => void) | null;
}

function Line({ one, onSplit }: LineProps) {
  const kind = kindWords(one.kind);
  const detail = detailOf(one);
  return (
    <li>
      <ChannelIcon kind={markOf(one.kind)} size={14} />
      <div>
        <p>
          {kind} {one.verified ? <Proved signed={one.signed} /> : null}
        </p>
        <p className="mut">
          {nameOf(one)}
          {detail ? <> · {detail}</> : null}
        </p>
      </div>
      {onSplit ? (
        <button
          type="button"
          className="ib"
          aria-label={`Split ${kind} ${nameOf(one)} off`}
          onClick={onSplit}
        >
          <Unlink size={14} />
        </button>
      ) : null}
    </li>
  );
}

function Proved({ signed }: { signed: boolean }) {
  const words = signed ? "signed by the site" : "verified";
  return (
    <span className="proved" title={words}>
      <BadgeCheck size={14} aria-hidden="true" />
      <span className="sr">{words}</span>
    </span>
  );
}

interface IdentitiesProps {
  readonly identities: readonly Identity[];
  readonly split: Split | null; // null: they may only look
}

export function Identities({ identities, split }: IdentitiesProps) {
  const [asked, ask] = useState<Identity | null>(null);
  if (identities.length === 0) return <p className="mut">Known by the website alone.</p>;
  return (
    <>
      <ul className="p-ids" aria-label="Known as">
        {identities.map((one) => (
          <Line key={one.id} one={one} onSplit={split && !one.signed ? () => ask(one) : null} />
        ))}
      </ul>
      {asked && split ? (
        <Modal open onClose={() => ask(null)} title="Split off?">
          <p>
            {kindWords(asked.kind)} {nameOf(asked)} becomes a contact of its own, with every
            conversation that began there. Nothing is lost, and you can undo it.
          </p>
          <footer>
            <button type="button" className="bt" onClick={() => ask(null)}>
              Cancel
            </button>
            <button
              type="button"
              className="bt pri"
              disabled={split.isPending}
              onClick={() => split.mutate(asked, { onSettled: () => ask(null) })}
            >
              Split off
            </button>
          </footer>
        </Modal>
      ) : null}
    </>
  );
}
