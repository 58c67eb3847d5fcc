/** Every version of the flows, newest first; an older one can be taken up as a draft. */

import { words } from "../../api/problem";
import { full } from "../../time/format";
import { Empty, Failed, Skeleton } from "../../ui/Notice";
import { useToast } from "../../ui/toasts";
import { useFlowVersions } from "./useFlows";

interface FlowVersionsProps {
  readonly assistant: string;
  readonly live: number;
  readonly onEdit: (text: string) => void;
}

export function FlowVersions({ assistant, live, onEdit }: FlowVersionsProps) {
  const { list, load } = useFlowVersions(assistant);
  const say = useToast();
  if (list.error) return <Failed error={list.error} onAgain={() => list.refetch()} />;
  if (!list.data) return <Skeleton />;
  if (list.data.length === 0) return <Empty>Nothing was published yet.</Empty>;
  const take = (version: number) =>
    load.mutate(version, {
      onSuccess: ({ text }) => onEdit(text),
      onError: (error) => say(words(error), "bad"),
    });
  return (
    <div className="overflow-x-auto">
      <table className="table">
        <thead>
          <tr>
            <th>Version</th>
            <th>Published</th>
            <th>By</th>
            <th>
              <span className="sr">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {list.data.map(({ version, published_at, by }) => (
            <tr key={version}>
              <td>
                {version} {version === live ? <span className="tg good">in force</span> : null}
              </td>
              <td>{full(published_at)}</td>
              <td>{by}</td>
              <td className="num">
                {version === live ? null : (
                  <button
                    type="button"
                    className="bt"
                    aria-label={`Edit version ${version} as a draft`}
                    disabled={load.isPending}
                    onClick={() => take(version)}
                  >
                    Edit as a draft
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
