/** A conversation that is offered to me: who, why me, how long, Take or Pass. On every page. */

import { useQuery } from "@tanstack/react-query";
import { useLocation } from "wouter";
import type { SeenRow } from "../../protocol/frames";
import { keysOf } from "../commands/registry";
import type { Offer } from "../live/state";
import { useAct } from "../thread/useAct";
import { spoken, timer } from "../time/format";
import { Avatar } from "../ui/Avatar";
import { Kbd } from "../ui/Kbd";
import { trigger } from "../ui/labels";
import { firstOffer } from "./offers";
import { placePath } from "./place";
import { useLive, useSession } from "./session";
import { useServerNow } from "./useServerNow";

const SOON_MS = 15_000;

/** The row of an offered conversation, asked for where no list has brought it yet. */
function useOfferedRow(id: string): SeenRow | undefined {
  const { http, live } = useSession();
  const row = useLive((state) => state.rows[id]);
  useQuery({
    queryKey: ["conversation", id],
    enabled: id !== "" && !row,
    queryFn: async () => {
      live.told(await http.get<SeenRow>(`/api/conversations/${id}`));
      return true;
    },
  });
  return row;
}

function Left({ until }: { until: number }) {
  const left = until - useServerNow();
  return (
    <span className={left <= SOON_MS ? "sla wait" : "sla ok"}>
      <bdi aria-hidden="true">{timer(left)}</bdi>
      <span className="sr">{spoken(left)} left</span>
    </span>
  );
}

function Why({ offer: { why, handed } }: { offer: Offer }) {
  if (handed) return <p className="mut">A colleague hands this to you{why ? `: “${why}”` : ""}</p>;
  return why ? <p className="mut">Why you: {why}</p> : null;
}

interface CardProps {
  readonly row: SeenRow;
  readonly offer: Offer;
  readonly more: number;
  readonly busy: boolean;
  readonly onTake: () => void;
  readonly onPass: () => void;
}

function Card({ row, offer, more, busy, onTake, onPass }: CardProps) {
  return (
    <section className="offer-card" aria-label="Offered to you">
      <header>
        <Avatar id={row.id} name={row.name} size="sm" />
        <div className="offer-w">
          <b>{row.name}</b>
          <small>{row.handoff ? trigger(row.handoff.trigger) : "Wants a person"}</small>
        </div>
        <Left until={offer.until} />
      </header>
      {row.preview ? <p className="cut">{row.preview}</p> : null}
      <Why offer={offer} />
      <footer>
        <button type="button" className="bt" disabled={busy} onClick={onPass}>
          Pass <Kbd combo={keysOf("pass-offer")} />
        </button>
        <button type="button" className="bt pri" disabled={busy} onClick={onTake}>
          Take <Kbd combo={keysOf("take-offer")} />
        </button>
      </footer>
      {more > 0 ? <p className="mut">and {more} more</p> : null}
    </section>
  );
}

/** Stays when its card goes: what is taken is opened, whichever answer comes first. */
export function OfferCard() {
  const offers = useLive((state) => state.offers);
  const [id, offer] = firstOffer(offers) ?? ["", null];
  const row = useOfferedRow(id);
  const { mutate, isPending } = useAct();
  const [, go] = useLocation();
  const take = (taken: SeenRow) => {
    const open = () => go(placePath("mine", taken.id));
    mutate({ row: taken, action: "claim" }, { onSuccess: open });
  };
  return (
    <div className="offers">
      <p role="status" className="sr">
        {row && offer ? `${row.name} is offered to you.` : ""}
      </p>
      {row && offer ? (
        <Card
          key={id}
          row={row}
          offer={offer}
          more={Object.keys(offers).length - 1}
          busy={isPending}
          onTake={() => take(row)}
          onPass={() => mutate({ row, action: "pass" })}
        />
      ) : null}
    </div>
  );
}
