/** What was in force before, newest first. */

import { useQuery } from "@tanstack/react-query";
import type { PolicyVersion } from "../../api/types";
import { useSession } from "../../app/session";
import { full } from "../../time/format";
import { Failed, Skeleton } from "../../ui/Notice";

export function Versions({ assistant, live }: { assistant: string; live: number }) {
  const { http } = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: ["policy-versions", assistant],
    queryFn: () =>
      http.get<readonly PolicyVersion[]>(`/api/assistants/${assistant}/policy/versions`),
  });
  if (error) return <Failed error={error} onAgain={() => refetch()} />;
  if (!data) return <Skeleton />;
  return (
    <table className="table">
      <thead>
        <tr>
          <th>Version</th>
          <th>Published</th>
          <th>By</th>
        </tr>
      </thead>
      <tbody>
        {data
          .toSorted((a, b) => b.version - a.version)
          .map(({ version, published_at, by }) => (
            <tr key={version}>
              <td>
                {version} {version === live ? <span className="tg good">in force</span> : null}
              </td>
              <td>{full(published_at)}</td>
              <td>{by || "at installation"}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}
