/** How far a message of ours has got on its channel; where it failed, why, and once more. */

import { useMutation } from "@tanstack/react-query";
import { Check, CheckCheck, CircleAlert, Clock, type LucideIcon } from "lucide-react";
import type { DeliveryView } from "../../protocol/frames";
import { words } from "../api/problem";
import { useSession } from "../app/session";
import { full } from "../time/format";
import { useToast } from "../ui/toasts";
import { useMayWork } from "./useMayWork";

type State = DeliveryView["state"];

const MARKS: Readonly<Record<State, { readonly Icon: LucideIcon; readonly name: string }>> = {
  sending: { Icon: Clock, name: "Sending" },
  sent: { Icon: Check, name: "Sent" },
  delivered: { Icon: CheckCheck, name: "Delivered" },
  read: { Icon: CheckCheck, name: "Read" },
  failed: { Icon: CircleAlert, name: "Not delivered" },
};

/** What is said of it beyond its mark; "": nothing. Pure. */
export function fateOf({ state, why }: DeliveryView): string {
  if (state === "failed") return why ? `Not delivered: ${why}` : "Not delivered.";
  return state === "sending" && why ? `Not sent yet: ${why}. It is tried again.` : "";
}

function Retry({ conversation, seq }: { conversation: string; seq: number }) {
  const { http } = useSession();
  const say = useToast();
  const retry = useMutation({
    mutationFn: () =>
      http.send("POST", `/api/conversations/${conversation}/messages/${seq}/retry`, {}),
    onSuccess: () => say("It is sent again"),
    onError: (error) => say(words(error), "bad"),
  });
  if (!useMayWork(conversation)) return null;
  return (
    <button
      type="button"
      className="bt"
      aria-label={`Retry message ${seq}`}
      disabled={retry.isPending}
      onClick={() => retry.mutate()}
    >
      Retry
    </button>
  );
}

interface DeliveryLineProps {
  readonly delivery: DeliveryView | null;
  readonly conversation: string;
  readonly seq: number;
}

export function DeliveryLine({ delivery, conversation, seq }: DeliveryLineProps) {
  if (!delivery) return null;
  const { state, at, can_retry } = delivery;
  const { Icon, name } = MARKS[state];
  const fate = fateOf(delivery);
  return (
    <p className={`fate dlv ${state === "failed" ? "bad" : state}`}>
      <span className="dlv-m" title={at ? `${name}, ${full(at)}` : name}>
        <Icon size={14} aria-hidden="true" />
        {fate ? <span>{fate}</span> : <span>{name}</span>}
      </span>
      {can_retry ? <Retry conversation={conversation} seq={seq} /> : null}
    </p>
  );
}
