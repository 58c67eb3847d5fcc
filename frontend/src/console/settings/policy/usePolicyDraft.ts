/** The draft of a policy, as a form or as text, over the version that is in force. */

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import type { Checked, Draft } from "../../api/brain";
import { Problem } from "../../api/problem";
import type { PolicyBody, PublishedPolicy } from "../../api/types";
import { useSession } from "../../app/session";
import { useToast } from "../../ui/toasts";
import { changesOf } from "../useForm";
import { keyed, tidied, tidiedTopics } from "./rules";

export const moved = (error: Error | null): boolean =>
  error instanceof Problem && error.code === "version_moved";

type Edited = { readonly form: PolicyBody } | { readonly text: string };

export interface PolicyDraft {
  readonly assistant: string;
  readonly published: PublishedPolicy;
  readonly saved: PolicyBody; // what the form compares with
  readonly form: PolicyBody;
  readonly text: string;
  readonly count: number; // changes, 0: no draft
  readonly draft: Draft | null; // as the API takes it
  readonly round: number; // another one: fields that remember must forget
  readonly busy: boolean;
  readonly error: Error | null;
  readonly set: <K extends keyof PolicyBody>(key: K, value: PolicyBody[K]) => void;
  readonly change: (edit: (form: PolicyBody) => PolicyBody) => void; // of a draft that is a form
  readonly write: (text: string) => void;
  readonly load: (draft: Draft) => void;
  readonly asForm: () => Promise<boolean>; // whether the draft can be shown like that
  readonly asText: () => Promise<boolean>;
  readonly discard: () => void;
  readonly publish: (over: boolean) => void;
}

const withKeys = (policy: PolicyBody): PolicyBody => ({ ...policy, rules: keyed(policy.rules) });

const sent = (form: PolicyBody): PolicyBody => ({
  ...form,
  rules: tidied(form.rules),
  topics: tidiedTopics(form.topics),
});

function usePublishing(assistant: string, version: number, onDone: () => void) {
  const { http } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  const path = `/api/assistants/${assistant}/policy`;
  return useMutation({
    mutationFn: async ({ draft, over }: { draft: Draft; over: boolean }) => {
      const base = over ? (await http.get<PublishedPolicy>(path)).version : version;
      return http.send<PublishedPolicy>("PUT", path, { ...draft, base_version: base });
    },
    onSuccess: (published) => {
      queries.setQueryData(["policy", assistant], published);
      void queries.invalidateQueries({ queryKey: ["policy-versions", assistant] });
      void queries.invalidateQueries({ queryKey: ["assistants"] });
      onDone();
      say(`Version ${published.version} is in force`);
    },
  });
}

export function usePolicyDraft(assistant: string, published: PublishedPolicy): PolicyDraft {
  const { http } = useSession();
  const [edited, setEdited] = useState<Edited | null>(null);
  const [round, setRound] = useState(0);
  const saved = useMemo(() => withKeys(published.policy), [published]);
  const reset = useCallback(() => {
    setEdited(null);
    setRound((n) => n + 1);
  }, []);
  const publishing = usePublishing(assistant, published.version, reset);
  const check = useMutation({
    mutationFn: (draft: Draft) =>
      http.send<Checked>("POST", `/api/assistants/${assistant}/policy/check`, draft),
  });
  const form = edited && "form" in edited ? edited.form : saved;
  const text = edited && "text" in edited ? edited.text : published.text;
  const count =
    edited && "form" in edited
      ? Object.keys(changesOf(saved, edited.form)).length
      : Number(text !== published.text);
  const draft: Draft | null =
    count === 0 ? null : edited && "form" in edited ? { policy: sent(edited.form) } : { text };

  const change = (edit: (form: PolicyBody) => PolicyBody) =>
    setEdited((now) => ({ form: edit(now && "form" in now ? now.form : saved) }));
  const forget = () => {
    publishing.reset();
    check.reset();
  };
  /** The draft in the other shape; false where it has faults, which are then shown. */
  const turned = async (shape: "form" | "text"): Promise<boolean> => {
    if (!draft || (shape === "form" ? "policy" in draft : "text" in draft)) return true;
    forget();
    const found = await check.mutateAsync(draft).catch(() => null);
    if (!found) return false;
    setEdited(shape === "form" ? { form: withKeys(found.policy) } : { text: found.text });
    setRound((n) => n + 1);
    return true;
  };
  return {
    assistant,
    published,
    saved,
    form,
    text,
    count,
    draft,
    round,
    busy: publishing.isPending || check.isPending,
    error: publishing.error ?? check.error,
    set: (key, value) => change((now) => ({ ...now, [key]: value })),
    change,
    write: (next) => setEdited({ text: next }),
    load: (next) => {
      forget();
      setEdited("text" in next ? next : { form: withKeys(next.policy) });
      setRound((n) => n + 1);
    },
    asForm: () => turned("form"),
    asText: () => turned("text"),
    discard: () => {
      forget();
      reset();
    },
    publish: (over) => {
      if (draft) publishing.mutate({ draft, over });
    },
  };
}
