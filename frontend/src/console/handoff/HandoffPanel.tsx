/** The handoff package beside the conversation: everything that spares the visitor a second telling. */

import { X } from "lucide-react";
import { lazy, Suspense } from "react";
import type { SeenRow } from "../../protocol/frames";
import { useLive } from "../app/session";
import { useStage } from "../app/stage";
import { Failed, Skeleton } from "../ui/Notice";
import { PackageView } from "./PackageView";
import { usePackage } from "./usePackage";
import { VisitorCard } from "./VisitorCard";

const PersonSection = lazy(() => import("../contact/PersonSection"));

/** Who is behind it, over all channels; a drill is nobody. */
function Person({ row }: { row: SeenRow }) {
  if (row.drill || !row.contact) return null;
  return (
    <Suspense fallback={<Skeleton lines={3} />}>
      <PersonSection key={row.contact} row={row} />
    </Suspense>
  );
}

function Body({ row }: { row: SeenRow }) {
  const { data, error, refetch } = usePackage(row);
  if (!row.handoff)
    return (
      <>
        <p className="p-none">
          Not handed to a person yet. What the assistant found out appears here when it is.
        </p>
        <VisitorCard row={row} />
      </>
    );
  if (data) return <PackageView data={data} row={row} />;
  return (
    <>
      {error ? <Failed error={error} onAgain={() => refetch()} /> : <Skeleton lines={4} />}
      <VisitorCard row={row} />
    </>
  );
}

export function HandoffPanel({ id }: { id: string }) {
  const row = useLive((state) => state.rows[id] ?? state.outdated[id]);
  const { panelOpen, setPanelOpen } = useStage();
  return (
    <aside className={panelOpen ? "pan open" : "pan"} aria-label="Handoff package">
      <header className="p-t">
        <h2>Handoff</h2>
        <span className="spacer" />
        <button
          type="button"
          className="ib p-close"
          aria-label="Close the handoff package"
          onClick={() => setPanelOpen(false)}
        >
          <X size={16} />
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard */}
      <section className="p-s" tabIndex={0} aria-label="Details">
        {row ? <Body row={row} /> : <Skeleton lines={4} />}
        {row ? <Person row={row} /> : null}
      </section>
    </aside>
  );
}
