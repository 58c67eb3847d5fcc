/** The frame of every page: skip link, bars, navigation, the page itself, palette and help. */

import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { Redirect, Route, Switch } from "wouter";
import { useKeys } from "../commands/useKeys";
import { Inbox } from "../inbox/Inbox";
import { useTitle } from "../notify/useTitle";
import { LISTS } from "../ui/labels";
import { Skeleton } from "../ui/Notice";
import { ConnectionBar } from "./ConnectionBar";
import { Nav } from "./Nav";
import { OfferCard } from "./OfferCard";
import { usePlace } from "./place";
import { type ComposerHandle, type Stage, StageContext, type Wish } from "./stage";

const Palette = lazy(() => import("../commands/Palette"));
const Wishes = lazy(() => import("../thread/dialogs/Wishes"));
const Help = lazy(() => import("../commands/Help"));
const Assistants = lazy(() => import("../settings/assistants/AssistantsPage"));
const Policy = lazy(() => import("../settings/policy/PolicyPage"));
const Knowledge = lazy(() => import("../settings/knowledge/KnowledgePage"));
const Flows = lazy(() => import("../settings/flows/FlowsPage"));
const Teams = lazy(() => import("../settings/teams/TeamsPage"));
const Routing = lazy(() => import("../settings/routing/RoutingPage"));
const Channels = lazy(() => import("../settings/channels/ChannelsPage"));
const Operators = lazy(() => import("../settings/operators/OperatorsPage"));
const Profile = lazy(() => import("../settings/profile/ProfilePage"));
const Reports = lazy(() => import("../reports/ReportsPage"));
const Transcripts = lazy(() => import("../search/SearchPage"));
const Drill = lazy(() => import("../drill/DrillPage"));

type Overlay = "palette" | "help" | null;

const NOTHING: ReadonlySet<string> = new Set();

function Pages() {
  return (
    <Suspense fallback={<Skeleton lines={5} />}>
      <Switch>
        <Route path="/inbox/:list/:conversation?">
          <Inbox />
        </Route>
        <Route path="/assistants/:id?" component={Assistants} />
        <Route path="/policy/:assistant?/:view?" component={Policy} />
        <Route path="/flows/:assistant?" component={Flows} />
        <Route path="/knowledge" component={Knowledge} />
        <Route path="/teams/:team?/:view?" component={Teams} />
        <Route path="/routing/:view?" component={Routing} />
        <Route path="/channels/:id?/:view?" component={Channels} />
        <Route path="/operators" component={Operators} />
        <Route path="/reports/:view?" component={Reports} />
        <Route path="/transcripts" component={Transcripts} />
        <Route path="/drill" component={Drill} />
        <Route path="/profile/:view?" component={Profile} />
        <Route>
          <Redirect to="/inbox/waiting" replace />
        </Route>
      </Switch>
    </Suspense>
  );
}

interface FrameProps {
  readonly overlay: Overlay;
  readonly close: () => void;
  readonly wish: Wish | null;
}

function Frame({ overlay, close, wish }: FrameProps) {
  const place = usePlace();
  useTitle(place ? LISTS[place.list] : "Settings");
  useKeys();
  return (
    <div className={place?.conversation ? "app at-thread" : "app"}>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <ConnectionBar />
      <Nav />
      <Pages />
      <OfferCard />
      <Suspense fallback={null}>
        {wish ? <Wishes wish={wish} /> : null}
        {overlay === "palette" ? <Palette onClose={close} /> : null}
        {overlay === "help" ? <Help onClose={close} /> : null}
      </Suspense>
    </div>
  );
}

export function Shell() {
  const composer = useRef<ComposerHandle | null>(null);
  const [overlay, setOverlay] = useState<Overlay>(null);
  const [panelOpen, setPanelOpen] = useState(false);
  const [wish, setWish] = useState<Wish | null>(null);
  const [channel, onlyChannel] = useState("");
  const [selected, select] = useState<ReadonlySet<string>>(NOTHING);
  const list = usePlace()?.list;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list has other conversations
  useEffect(() => select(NOTHING), [list]);
  const close = useCallback(() => setOverlay(null), []);
  const stage = useMemo<Stage>(
    () => ({
      composer,
      openPalette: () => setOverlay("palette"),
      openHelp: () => setOverlay("help"),
      panelOpen,
      setPanelOpen,
      wish: setWish,
      selected,
      select,
      channel,
      onlyChannel,
    }),
    [panelOpen, selected, channel],
  );
  return (
    <StageContext value={stage}>
      <Frame overlay={overlay} close={close} wish={wish} />
    </StageContext>
  );
}
