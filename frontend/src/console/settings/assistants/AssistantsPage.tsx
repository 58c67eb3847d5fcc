/** Assistants: the one in the address, or the first. */

import { useQuery } from "@tanstack/react-query";
import { useLocation, useRoute } from "wouter";
import type { Assistant, AssistantLine } from "../../api/types";
import { useSession } from "../../app/session";
import { Choose } from "../../ui/Choose";
import { Empty, Failed, Skeleton } from "../../ui/Notice";
import { PageFrame } from "../PageFrame";
import { AssistantForm } from "./AssistantForm";

export function useAssistants() {
  const { http } = useSession();
  return useQuery({
    queryKey: ["assistants"],
    queryFn: () => http.get<readonly AssistantLine[]>("/api/assistants"),
  });
}

function One({ id }: { id: string }) {
  const { http } = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: ["assistant", id],
    queryFn: () => http.get<Assistant>(`/api/assistants/${id}`),
  });
  if (error) return <Failed error={error} onAgain={() => refetch()} />;
  return data ? <AssistantForm key={id} saved={data} /> : <Skeleton />;
}

interface PickerProps {
  readonly lines: readonly AssistantLine[];
  readonly id: string;
  readonly base: string; // the page's path
}

/** Chooses among several assistants; with one there is nothing to choose. */
export function AssistantPicker({ lines, id, base }: PickerProps) {
  const [, go] = useLocation();
  if (lines.length < 2) return null;
  const options = lines.map((line) => ({ value: line.id, label: line.name }));
  return (
    <Choose
      label="Assistant"
      value={id}
      options={options}
      onChange={(next) => go(`${base}/${next}`)}
    />
  );
}

export default function AssistantsPage() {
  const { data, error, refetch } = useAssistants();
  const [, params] = useRoute("/assistants/:id?");
  const id = params?.id ?? data?.[0]?.id;
  return (
    <PageFrame title="Assistants" thin>
      {error ? <Failed error={error} onAgain={() => refetch()} /> : null}
      {data && id ? <AssistantPicker lines={data} id={id} base="/assistants" /> : null}
      {id ? <One id={id} /> : data ? <Empty>There is no assistant yet.</Empty> : <Skeleton />}
    </PageFrame>
  );
}
