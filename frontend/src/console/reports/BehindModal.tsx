/** The conversations behind a number, each a link. */

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { Link } from "wouter";
import type { Case } from "../api/reports";
import { useSession } from "../app/session";
import type { Unit } from "../charts/scale";
import { figure as shown } from "../charts/words";
import { full } from "../time/format";
import { Modal } from "../ui/Modal";
import { Failed, Skeleton } from "../ui/Notice";
import { wordsOf } from "./figures";
import type { Period } from "./period";
import { queryOf, useBehind } from "./useReports";

/** A number that somebody wants to look behind. */
export interface Wanted {
  readonly figure: string;
  readonly by?: string;
  readonly key?: string;
  readonly title: string; // what it is the number of: "Tuesday 7 November"
}

interface BehindModalProps {
  readonly wanted: Wanted;
  readonly period: Period;
  readonly onClose: () => void;
}

function whatOf({ figure, by, key }: Wanted): Record<string, string> {
  return by === undefined || key === undefined ? { figure } : { figure, by, key };
}

function useNames() {
  const { http } = useSession();
  const { data } = useQuery({
    queryKey: ["staff"],
    queryFn: () => http.get<readonly { id: string; name: string }[]>("/api/operator/staff"),
  });
  return (id: string) => data?.find((one) => one.id === id)?.name ?? id;
}

interface CaseLineProps {
  readonly one: Case;
  readonly unit: Unit;
  readonly nameOf: (operator: string) => string;
  readonly onClose: () => void;
}

function CaseLine({ one, unit, nameOf, onClose }: CaseLineProps) {
  const { conversation, at, operator, rule, team, value } = one;
  return (
    <li>
      <Link to={`/inbox/open/${conversation}`} onClick={onClose}>
        <b>{full(at)}</b>
        <span className="fd-t">
          {[rule, team, operator ? `with ${nameOf(operator)}` : ""].filter(Boolean).join(" · ")}
        </span>
        {value === null ? null : <span className="tab">{shown(value, unit)}</span>}
      </Link>
    </li>
  );
}

export function BehindModal({ wanted, period, onClose }: BehindModalProps) {
  const { label, hint, unit } = wordsOf(wanted.figure);
  const nameOf = useNames();
  const found = useBehind(whatOf(wanted), period);
  const cases = found.data?.pages.flatMap((page) => page.cases) ?? [];
  const csv = `/api/reports/conversations.csv?${queryOf(period, whatOf(wanted))}`;
  return (
    <Modal open wide onClose={onClose} title={`${label}: ${wanted.title}`}>
      <p className="hint">{hint}</p>
      {found.error ? <Failed error={found.error} onAgain={() => void found.refetch()} /> : null}
      {found.isPending ? <Skeleton /> : null}
      {found.data && cases.length === 0 ? (
        <p className="ch-none">No conversations behind this number.</p>
      ) : null}
      <ul className="found" aria-label="Conversations">
        {cases.map((one) => (
          <CaseLine key={`${one.conversation} ${one.seq}`} {...{ one, unit, nameOf, onClose }} />
        ))}
      </ul>
      <footer>
        {found.hasNextPage ? (
          <button type="button" className="bt" onClick={() => void found.fetchNextPage()}>
            Show more
          </button>
        ) : null}
        <a className="bt" href={csv} download>
          <Download size={14} /> CSV
        </a>
      </footer>
    </Modal>
  );
}
