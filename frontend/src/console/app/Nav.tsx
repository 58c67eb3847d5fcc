/** Main navigation: the inbox's lists with live counts, the workspace, colleagues, and me. */

import {
  BookOpen,
  Bot,
  CircleCheck,
  Hand,
  Inbox,
  type LucideIcon,
  Route as RouteIcon,
  Search,
  Sparkles,
  UserRound,
  Users,
  Workflow,
} from "lucide-react";
import type { ReactNode } from "react";
import { Link, useRoute } from "wouter";
import type { Counts } from "../../protocol/frames";
import type { ListName } from "../live/state";
import { Kbd } from "../ui/Kbd";
import { LISTS } from "../ui/labels";
import { Pair } from "../ui/Pair";
import { Colleagues } from "./Colleagues";
import { ProfileCard } from "./ProfileCard";
import { placePath, usePlace } from "./place";
import { useLive, useSession } from "./session";
import { useStage } from "./stage";

/** A dot beside the name; where there is no room for names, an icon in the same colour. */
const MARKS: Readonly<Record<ListName, { readonly dot: string; readonly Icon: LucideIcon }>> = {
  waiting: { dot: "wait", Icon: Hand },
  mine: { dot: "human", Icon: UserRound },
  assistant: { dot: "bot", Icon: Sparkles },
  open: { dot: "all", Icon: Inbox },
  resolved: { dot: "done", Icon: CircleCheck },
};

const WORKSPACE = [
  { path: "/assistants", name: "Assistants", Icon: Bot },
  { path: "/knowledge", name: "Knowledge", Icon: BookOpen },
  { path: "/flows", name: "Flows", Icon: Workflow },
  { path: "/policy", name: "Handoff policy", Icon: RouteIcon },
  { path: "/operators", name: "Operators", Icon: Users },
] as const;

function count(counts: Counts | null, list: ListName): number | null {
  if (!counts || list === "resolved") return null;
  if (list === "open") return counts.waiting + counts.active + counts.assistant;
  return counts[list];
}

interface ItemProps {
  readonly to: string;
  readonly name: string;
  readonly on: boolean;
  readonly mark: ReactNode;
  readonly children?: ReactNode;
}

function Item({ to, name, on, mark, children }: ItemProps) {
  return (
    <Link
      to={to}
      className={on ? "nv on" : "nv"}
      aria-current={on ? "page" : undefined}
      title={name}
    >
      {mark}
      <span className="nv-name">{name}</span>
      {children}
    </Link>
  );
}

function ListItem({ list }: { list: ListName }) {
  const place = usePlace();
  const counts = useLive((state) => state.counts);
  const n = count(counts, list);
  const hot = list === "waiting" && n ? "n hot" : list === "mine" ? "n" : "n q";
  const { dot, Icon } = MARKS[list];
  const mark = (
    <>
      <i className={`dot ${dot}`} aria-hidden="true" />
      <Icon size={16} className={`nv-i ${dot}`} />
    </>
  );
  return (
    <Item to={placePath(list)} name={LISTS[list]} on={place?.list === list} mark={mark}>
      {n === null ? null : <span className={hot}>{n}</span>}
    </Item>
  );
}

function PageItem({ path, name, Icon }: (typeof WORKSPACE)[number]) {
  const [on] = useRoute(`${path}/*?`);
  return <Item to={path} name={name} on={on} mark={<Icon size={16} strokeWidth={1.75} />} />;
}

export function Nav() {
  const stage = useStage();
  const { me } = useSession();
  return (
    <nav className="side" aria-label="Main">
      <Link to="/inbox/waiting" className="ws" title="Warmline">
        <Pair size={26} />
        <span className="ws-n">Warmline</span>
      </Link>
      <button type="button" className="find" onClick={stage.openPalette}>
        <Search size={16} strokeWidth={1.75} />
        <span>Search</span>
        <Kbd combo="mod+k" />
      </button>
      <div className="grp">
        <p className="cap">Inbox</p>
        {(Object.keys(LISTS) as ListName[]).map((list) => (
          <ListItem key={list} list={list} />
        ))}
      </div>
      {me.role === "operator" ? null : (
        <div className="grp">
          <p className="cap">Workspace</p>
          {WORKSPACE.map((page) => (
            <PageItem key={page.path} {...page} />
          ))}
        </div>
      )}
      <Colleagues except={me.id} />
      <ProfileCard />
    </nav>
  );
}
