/** Who the visitor is, as far as known. */

import { AtSign, Globe, Languages, type LucideIcon, MessageSquare } from "lucide-react";
import type { ReactNode } from "react";
import type { SeenRow } from "../../protocol/frames";
import type { Package } from "../api/types";
import { safeUrl } from "../text/markdown";
import { CopyButton } from "../ui/CopyButton";
import { channel, language } from "../ui/labels";

function pathOf(url: string): string {
  try {
    const { pathname, search, host } = new URL(url);
    return pathname === "/" ? host : pathname + search;
  } catch {
    return url; // not an absolute address: shown as it came
  }
}

function PageLink({ url }: { url: string }) {
  const safe = safeUrl(url);
  if (!safe) return <>{url}</>;
  return (
    <a href={safe} title={url} target="_blank" rel="noopener noreferrer">
      {pathOf(safe)}
    </a>
  );
}

interface FactProps {
  readonly Icon: LucideIcon;
  readonly name: string;
  readonly children: ReactNode;
}

const Fact = ({ Icon, name, children }: FactProps) => (
  <div>
    <dt>
      <Icon size={14} /> {name}
    </dt>
    {children}
  </div>
);

export function VisitorCard({ row, visitor }: { row: SeenRow; visitor?: Package["visitor"] }) {
  const page = row.page || visitor?.page || "";
  const email = row.email || visitor?.email || "";
  return (
    <section>
      <h3>Visitor</h3>
      <dl className="ent">
        <Fact Icon={AtSign} name="Email">
          {email ? (
            <>
              <dd>{email}</dd>
              <dd className="ent-c">
                <CopyButton text={email} name="email" />
              </dd>
            </>
          ) : (
            <dd className="mut">not known</dd>
          )}
        </Fact>
        <Fact Icon={Languages} name="Language">
          <dd>{language(row.language)}</dd>
        </Fact>
        <Fact Icon={Globe} name="On page">
          <dd>{page ? <PageLink url={page} /> : <span className="mut">not known</span>}</dd>
        </Fact>
        <Fact Icon={MessageSquare} name="Channel">
          <dd>{channel(row.channel)}</dd>
        </Fact>
      </dl>
    </section>
  );
}
