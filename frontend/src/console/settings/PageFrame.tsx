/** A page of the workspace: its title, what stands beside it, and who may see it. */

import type { ReactNode } from "react";
import { useSession } from "../app/session";
import { Empty } from "../ui/Notice";

interface PageFrameProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly everyone?: boolean; // else owners and admins only
  readonly thin?: boolean;
  readonly children: ReactNode;
}

export function PageFrame({
  title,
  aside,
  everyone = false,
  thin = false,
  children,
}: PageFrameProps) {
  const { me } = useSession();
  const welcome = everyone || me.role !== "operator";
  return (
    <main id="main" className="page" tabIndex={-1} aria-label={title}>
      <header className="pg-h">
        <h1>{title}</h1>
        {welcome ? aside : null}
      </header>
      {welcome ? (
        <div className={thin ? "pg-b thin" : "pg-b"}>{children}</div>
      ) : (
        <Empty>
          <p>Owners and admins look after this page.</p>
          <p className="mut">Ask one of them for a change.</p>
        </Empty>
      )}
    </main>
  );
}
