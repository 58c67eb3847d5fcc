/** Operators: who may log in, as what, and who gets mail. */

import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { maySetUp } from "../../api/rights";
import type { OperatorLine } from "../../api/types";
import { useSession } from "../../app/session";
import { Failed, Skeleton } from "../../ui/Notice";
import { PageFrame } from "../PageFrame";
import { skillsOf } from "../teams/PeopleCard";
import { usePatchOperator, useTeams } from "../teams/useTeams";
import { AddOperator } from "./AddOperator";
import { OperatorRow } from "./OperatorRow";
import { ResetPassword } from "./ResetPassword";

function Table({ lines }: { lines: readonly OperatorLine[] }) {
  const patch = usePatchOperator();
  const teams = useTeams().data ?? [];
  const known = skillsOf(lines);
  const [resetting, setResetting] = useState<OperatorLine | null>(null);
  return (
    <>
      <table className="table people ops">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Role</th>
            <th scope="col">Teams</th>
            <th scope="col">Skills</th>
            <th scope="col">At once</th>
            <th scope="col">May log in</th>
            <th scope="col">
              <span className="sr">Password</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <OperatorRow
              key={line.id}
              line={line}
              teams={teams}
              known={known}
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
    enabled: maySetUp(me.role),
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
    <PageFrame title="Operators" wide aside={aside}>
      {error ? <Failed error={error} onAgain={() => refetch()} /> : null}
      {data ? (
        <section className="card relative overflow-x-auto">
          <Table lines={data} />
        </section>
      ) : error ? null : (
        <Skeleton />
      )}
      {adding ? <AddOperator onClose={() => setAdding(false)} /> : null}
    </PageFrame>
  );
}
