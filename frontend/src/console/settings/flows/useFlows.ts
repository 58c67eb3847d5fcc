/** An assistant's flows: what is live, what is wrong with a draft, and how it would play. */

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Flow, Flows, Trial } from "../../api/brain";
import type { FieldError } from "../../api/problem";
import type { PolicyVersion } from "../../api/types";
import { useSession } from "../../app/session";
import { useToast } from "../../ui/toasts";
import type { Said } from "./trial";

const base = (assistant: string) => `/api/assistants/${assistant}/flows`;
const CHECK_AFTER_MS = 400;

export interface FlowsCheck {
  readonly errors: readonly FieldError[];
  readonly warnings: readonly string[];
  readonly flows: readonly Flow[];
}

export function useFlows(assistant: string | undefined) {
  const { http } = useSession();
  return useQuery({
    queryKey: ["flows", assistant],
    enabled: assistant !== undefined,
    queryFn: () => http.get<Flows>(base(assistant ?? "")),
    refetchOnWindowFocus: false,
  });
}

/** The text as it was when the typing stopped. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), CHECK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

export function useCheck(assistant: string, text: string) {
  const { http } = useSession();
  return useQuery({
    queryKey: ["flows-check", assistant, text],
    queryFn: () => http.send<FlowsCheck>("POST", `${base(assistant)}/check`, { text }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
}

/** ``text``: of a draft without faults. */
export function useTrial(
  assistant: string,
  text: string,
  inputs: readonly Said[],
  wanted: boolean,
) {
  const { http } = useSession();
  return useQuery({
    queryKey: ["flows-trial", assistant, text, inputs],
    enabled: wanted,
    queryFn: () =>
      http.send<Trial>("POST", `${base(assistant)}/preview`, {
        text,
        inputs: inputs.map(({ text: said, choice }) => ({ text: said, choice })),
      }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
}

export function usePublishFlows(assistant: string, version: number, onDone: () => void) {
  const { http } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  return useMutation({
    mutationFn: async ({ text, over }: { text: string; over: boolean }) => {
      const base_version = over ? (await http.get<Flows>(base(assistant))).version : version;
      return http.send<Flows>("PUT", base(assistant), { text, base_version });
    },
    onSuccess: (published) => {
      queries.setQueryData(["flows", assistant], published);
      void queries.invalidateQueries({ queryKey: ["flows-versions", assistant] });
      onDone();
      say(`Version ${published.version} of the flows is in force`);
    },
  });
}

export function useFlowVersions(assistant: string) {
  const { http } = useSession();
  const list = useQuery({
    queryKey: ["flows-versions", assistant],
    queryFn: () => http.get<readonly PolicyVersion[]>(`${base(assistant)}/versions`),
  });
  const load = useMutation({
    mutationFn: (version: number) => http.get<Flows>(`${base(assistant)}/versions/${version}`),
  });
  return { list, load };
}
