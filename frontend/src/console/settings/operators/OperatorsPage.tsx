/** Operators: who may log in, as what, and who gets mail. */

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { words } from "../../api/problem";
import type { OperatorLine } from "../../api/types";
import { useSession } from "../../app/session";
import { Failed, Skeleton } from "../../ui/Notice";
import { useToast } from "../../ui/toasts";
import { PageFrame } from "../PageFrame";
import { AddOperator } from "./AddOperator";
import { OperatorRow } from "./OperatorRow";
import { ResetPassword } from "./ResetPassword";

export type Patch = Partial<OperatorLine> & { readonly password?: string };

function usePatch() {
  const { http } = useSession();
  const queries = useQueryClient();
  const say = useToast();
  return useMutation({
    mutationFn: ({ id, patch }: { id: string; patch: Patch }) =>
      http.send<OperatorLine>("PATCH", `/api/operators/${id}`, patch),
    onSuccess: () => say("Saved"),
    onError: (error) => say(words(error), "bad"),
    onSettled: () => queries.invalidateQueries({ queryKey: ["operators"] }),
  });
}

function Table({ lines }: { lines: readonly OperatorLine[] }) {
  const patch = usePatch();
  const [resetting, setResetting] = useState<OperatorLine | null>(null);
  return (
    <>
      <table className="table">
        <thead>
          <tr>
            <th>Name</th>
            <th>Role</th>
            <th>Email notices</th>
            <th>May log in</th>
            <th>
              <span className="sr">Password</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <OperatorRow
              key={line.id}
              line={line}
              onPatch={(change) => patch.mutate({ id: line.id, patch: change })}
              onReset={() => setResetting(line)}
            />
          ))}
        </tbody>
      </table>
      {resetting ? (
        <ResetPassword
          line={resetting}
          onClose={() => setResetting(null)}
          onSave={(password) => patch.mutate({ id: resetting.id, patch: { password } })}
        />
      ) : null}
    </>
  );
}

export default function OperatorsPage() {
  const { http, me } = useSession();
  const [adding, setAdding] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: ["operators"],
    enabled: me.role !== "operator",
    queryFn: () => http.get<readonly OperatorLine[]>("/api/operators"),
  });
  const aside = (
    <>
      <span className="spacer" />
      <button type="button" className="bt pri" onClick={() => setAdding(true)}>
        <UserPlus size={16} /> Add operator
      </button>
    </>
  );
  return (
    <PageFrame title="Operators" aside={aside}>
      {error ? <Failed error={error} onAgain={() => refetch()} /> : null}
      {data ? (
        <section className="card overflow-x-auto">
          <Table lines={data} />
        </section>
      ) : error ? null : (
        <Skeleton />
      )}
      {adding ? <AddOperator onClose={() => setAdding(false)} /> : null}
    </PageFrame>
  );
}
