/** What an entry says: masked, or for those with the right the original, once they ask for it. */

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { words } from "../api/problem";
import { useSession } from "../app/session";
import { useToast } from "../ui/toasts";

interface Masked {
  readonly seq: number;
  readonly text: string;
  readonly masked: boolean;
}

interface Original {
  readonly seq: number;
  readonly text: string;
}

/** The text to show, and the button that shows or hides the original; null: nothing is masked. */
export function useOriginal(conversation: string, { seq, text, masked }: Masked) {
  const { http, me } = useSession();
  const say = useToast();
  const [open, setOpen] = useState(false);
  const look = useMutation({
    mutationFn: () =>
      http.send<Original>("POST", `/api/operator/conversations/${conversation}/unmask`, { seq }),
    onSuccess: () => setOpen(true),
    onError: (error) => say(words(error), "bad"),
  });
  const shown = open && look.data ? look.data.text : text;
  const button =
    masked && me.unmasks ? (
      <button
        type="button"
        className="lk"
        aria-expanded={open}
        aria-label={`${open ? "Hide" : "Show"} what is masked in entry ${seq}`}
        title="Each look is written to the audit log"
        disabled={look.isPending}
        onClick={() => (open ? setOpen(false) : look.mutate())}
      >
        {open ? "Hide" : "Show"}
      </button>
    ) : null;
  return { text: shown, button };
}
