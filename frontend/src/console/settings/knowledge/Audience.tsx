/** Whom a source may answer: everybody, or staff alone. To open one to visitors is asked twice. */

import { Switch } from "@base-ui/react/switch";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import { useState } from "react";
import { words } from "../../api/problem";
import type { Audience, Source } from "../../api/types";
import { useSession } from "../../app/session";
import { Modal } from "../../ui/Modal";
import { useToast } from "../../ui/toasts";

export function InternalTag() {
  return (
    <span className="tg h-wait" title="For staff alone: no visitor is answered from it">
      <Lock size={12} aria-hidden="true" />
      Internal
    </span>
  );
}

function useAudience({ id, name }: Source) {
  const { http } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  return useMutation({
    mutationFn: (audience: Audience) =>
      http.send<Source>("PATCH", `/api/knowledge/sources/${id}`, { audience }),
    onSuccess: ({ audience }) => {
      void queries.invalidateQueries({ queryKey: ["sources"] });
      void queries.invalidateQueries({ queryKey: ["knowledge-search"] });
      say(audience === "internal" ? `${name} is internal now` : `${name} answers visitors now`);
    },
    onError: (error) => say(words(error), "bad"),
  });
}

interface OpeningProps {
  readonly name: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onOpen: () => void;
}

function Opening({ name, open, onClose, onOpen }: OpeningProps) {
  return (
    <Modal open={open} onClose={onClose} title="Answer visitors from this source?">
      <p>Everything in {name} may be told to anybody who asks.</p>
      <footer>
        <button type="button" className="bt" onClick={onClose}>
          Keep it internal
        </button>
        <button type="button" className="bt danger" onClick={onOpen}>
          Make it public
        </button>
      </footer>
    </Modal>
  );
}

export function AudienceSwitch({ source }: { source: Source }) {
  const change = useAudience(source);
  const [opening, setOpening] = useState(false);
  const internal = source.audience === "internal";
  return (
    <>
      <Switch.Root
        className="sw"
        checked={internal}
        disabled={change.isPending}
        aria-label={`${source.name} is internal`}
        onCheckedChange={(on) => (on ? change.mutate("internal") : setOpening(true))}
      >
        <Switch.Thumb className="sw-thumb" />
      </Switch.Root>
      <Opening
        name={source.name}
        open={opening}
        onClose={() => setOpening(false)}
        onOpen={() => {
          setOpening(false);
          change.mutate("public");
        }}
      />
    </>
  );
}
