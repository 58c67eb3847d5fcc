/** A page of the workspace: its title, what stands beside it, and who may see it. */

import type { ReactNode } from "react";
import { maySetUp, maySupervise } from "../api/rights";
import { useSession } from "../app/session";
import { Empty } from "../ui/Notice";

interface PageFrameProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly everyone?: boolean; // else owners and admins only
  readonly supervisors?: boolean; // they, too
  readonly thin?: boolean;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

export function PageFrame({
  title,
  aside,
  everyone = false,
  supervisors = false,
  thin = false,
  wide = false,
  children,
}: PageFrameProps) {
  const { me } = useSession();
  const welcome = everyone || (supervisors ? maySupervise(me.role) : maySetUp(me.role));
  const width = thin ? " thin" : wide ? " wide" : "";
  return (
    <main id="main" className="page" tabIndex={-1} aria-label={title}>
      <header className="pg-h">
        <h1>{title}</h1>
        {welcome ? aside : null}
      </header>
      {welcome ? (
        <div className={`pg-b${width}`}>{children}</div>
      ) : (
        <Empty>
          <p>
            {supervisors ? "Supervisors, owners and admins" : "Owners and admins"} look after this
            page.
          </p>
          <p className="mut">Ask one of them for a change.</p>
        </Empty>
      )}
    </main>
  );
}
