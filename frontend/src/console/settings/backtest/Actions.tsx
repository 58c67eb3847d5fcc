/** From a result to the deed: publish what was measured, or let it run beside the live policy. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { words } from "../../api/problem";
import type { PublishedPolicy } from "../../api/types";
import { useSession } from "../../app/session";
import { Modal } from "../../ui/Modal";
import { useToast } from "../../ui/toasts";
import type { PolicyDraft } from "../policy/usePolicyDraft";
import { useSetShadow } from "./useShadow";

interface ActionsProps {
  readonly draft: PolicyDraft;
  readonly text: string; // of the policy that was measured; "": the live one
  readonly name: string;
}

function usePublishText({ assistant, published, discard }: PolicyDraft, onDone: () => void) {
  const { http } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  return useMutation({
    mutationFn: (text: string) =>
      http.send<PublishedPolicy>("PUT", `/api/assistants/${assistant}/policy`, {
        text,
        base_version: published.version,
      }),
    onSuccess: (next) => {
      queries.setQueryData(["policy", assistant], next);
      void queries.invalidateQueries({ queryKey: ["policy-versions", assistant] });
      discard();
      say(`Version ${next.version} is in force`);
    },
    onError: (error) => say(words(error), "bad"),
    onSettled: onDone,
  });
}

export function Actions({ draft, text, name }: ActionsProps) {
  const [asking, setAsking] = useState(false);
  const publish = usePublishText(draft, () => setAsking(false));
  const { set } = useSetShadow(draft.assistant);
  if (!text) return null;
  const what = name === "shadow" ? "the shadow" : "this draft";
  return (
    <section className="card" aria-label="What to do with it">
      <div className="flex flex-wrap items-center gap-2">
        <button type="button" className="bt pri" onClick={() => setAsking(true)}>
          Publish {what}
        </button>
        {name === "shadow" ? null : (
          <button
            type="button"
            className="bt"
            disabled={set.isPending}
            onClick={() => set.mutate({ text })}
          >
            Run as shadow
          </button>
        )}
        <p className="mut">A shadow fetches nobody; what it would have done is recorded.</p>
      </div>
      <Modal open={asking} onClose={() => setAsking(false)} title={`Publish ${what}?`}>
        <p>
          The policy as it was measured comes into force at once, as version{" "}
          {draft.published.version + 1}. You can go back under Versions.
        </p>
        <footer>
          <button type="button" className="bt" onClick={() => setAsking(false)}>
            Cancel
          </button>
          <button
            type="button"
            className="bt pri"
            disabled={publish.isPending}
            onClick={() => publish.mutate(text)}
          >
            {publish.isPending ? "Publishing…" : "Publish"}
          </button>
        </footer>
      </Modal>
    </section>
  );
}
