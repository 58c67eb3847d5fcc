/** The frame of every page: skip link, bars, navigation, the page itself, palette and help. */

import { lazy, Suspense, useCallback, useMemo, useRef, useState } from "react";
import { Redirect, Route, Switch } from "wouter";
import { useKeys } from "../commands/useKeys";
import { Inbox } from "../inbox/Inbox";
import { useTitle } from "../notify/useTitle";
import { LISTS } from "../ui/labels";
import { Skeleton } from "../ui/Notice";
import { ConnectionBar } from "./ConnectionBar";
import { Nav } from "./Nav";
import { usePlace } from "./place";
import { type ComposerHandle, type Stage, StageContext } from "./stage";
import { useMonitoring } from "./useMonitoring";

const Palette = lazy(() => import("../commands/Palette"));
const Help = lazy(() => import("../commands/Help"));
const Assistants = lazy(() => import("../settings/assistants/AssistantsPage"));
const Policy = lazy(() => import("../settings/policy/PolicyPage"));
const Knowledge = lazy(() => import("../settings/knowledge/KnowledgePage"));
const Flows = lazy(() => import("../settings/flows/FlowsPage"));
const Operators = lazy(() => import("../settings/operators/OperatorsPage"));
const Profile = lazy(() => import("../settings/profile/ProfilePage"));

type Overlay = "palette" | "help" | null;

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
        <Route path="/operators" component={Operators} />
        <Route path="/profile" component={Profile} />
        <Route>
          <Redirect to="/inbox/waiting" replace />
        </Route>
      </Switch>
    </Suspense>
  );
}

function Frame({ overlay, close }: { overlay: Overlay; close: () => void }) {
  const place = usePlace();
  useTitle(place ? LISTS[place.list] : "Settings");
  useKeys();
  useMonitoring();
  return (
    <div className={place?.conversation ? "app at-thread" : "app"}>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <ConnectionBar />
      <Nav />
      <Pages />
      <Suspense fallback={null}>
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
  const close = useCallback(() => setOverlay(null), []);
  const stage = useMemo<Stage>(
    () => ({
      composer,
      openPalette: () => setOverlay("palette"),
      openHelp: () => setOverlay("help"),
      panelOpen,
      setPanelOpen,
    }),
    [panelOpen],
  );
  return (
    <StageContext value={stage}>
      <Frame overlay={overlay} close={close} />
    </StageContext>
  );
}
