/** Main navigation: the inbox's lists with live counts, the workspace, colleagues, and me. */

import { Menu } from "@base-ui/react/menu";
import {
  BookOpen,
  Bot,
  ChartColumn,
  CircleCheck,
  Ellipsis,
  FileSearch,
  Hand,
  Inbox,
  type LucideIcon,
  Network,
  Radio,
  Route as RouteIcon,
  Search,
  Siren,
  Sparkles,
  Split,
  UserRound,
  Users,
  Workflow,
} from "lucide-react";
import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";
import type { Counts } from "../../protocol/frames";
import { maySetUp } from "../api/rights";
import type { Role } from "../api/types";
import type { ListName } from "../live/state";
import { Kbd } from "../ui/Kbd";
import { LISTS } from "../ui/labels";
import { MenuLayer } from "../ui/MenuLayer";
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

interface PageLine {
  readonly path: string;
  readonly name: string;
  readonly Icon: LucideIcon;
  readonly who: (role: Role) => boolean;
}

const everybody = (): boolean => true;

const WORKSPACE: readonly PageLine[] = [
  { path: "/reports", name: "Reports", Icon: ChartColumn, who: everybody },
  { path: "/transcripts", name: "Transcripts", Icon: FileSearch, who: everybody },
  { path: "/assistants", name: "Assistants", Icon: Bot, who: maySetUp },
  { path: "/knowledge", name: "Knowledge", Icon: BookOpen, who: maySetUp },
  { path: "/flows", name: "Flows", Icon: Workflow, who: maySetUp },
  { path: "/policy", name: "Handoff policy", Icon: RouteIcon, who: maySetUp },
  { path: "/teams", name: "Teams", Icon: Network, who: maySetUp },
  { path: "/routing", name: "Routing", Icon: Split, who: maySetUp },
  { path: "/channels", name: "Channels", Icon: Radio, who: maySetUp },
  { path: "/operators", name: "Operators", Icon: Users, who: maySetUp },
  { path: "/drill", name: "Drill", Icon: Siren, who: maySetUp },
];

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

const isAt = (here: string, path: string): boolean => here === path || here.startsWith(`${path}/`);

function PageItem({ path, name, Icon }: PageLine) {
  const [here] = useLocation();
  const on = isAt(here, path);
  return <Item to={path} name={name} on={on} mark={<Icon size={16} strokeWidth={1.75} />} />;
}

/** On a phone, where a row of icons would tell nobody which is which. */
function PageMenu({ pages }: { pages: readonly PageLine[] }) {
  const [here, go] = useLocation();
  return (
    <Menu.Root>
      <Menu.Trigger
        className={pages.some(({ path }) => isAt(here, path)) ? "nv more on" : "nv more"}
      >
        <Ellipsis size={18} />
        <span className="sr">More pages</span>
      </Menu.Trigger>
      <MenuLayer side="top" align="end">
        {pages.map(({ path, name, Icon }) => (
          <Menu.Item
            key={path}
            className="menu-item"
            aria-current={isAt(here, path) ? "page" : undefined}
            onClick={() => go(path)}
          >
            <Icon size={16} strokeWidth={1.75} /> {name}
          </Menu.Item>
        ))}
      </MenuLayer>
    </Menu.Root>
  );
}

export function Nav() {
  const stage = useStage();
  const { me } = useSession();
  const pages = WORKSPACE.filter(({ who }) => who(me.role));
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
      <div className="grp pages">
        <p className="cap">Workspace</p>
        {pages.map((page) => (
          <PageItem key={page.path} {...page} />
        ))}
      </div>
      <PageMenu pages={pages} />
      <Colleagues except={me.id} />
      <ProfileCard />
    </nav>
  );
}
