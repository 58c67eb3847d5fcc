/** Channels: all of them, one of them, a new one, and what could not be sent. */

import { ArrowLeft, Plus } from "lucide-react";
import { Link, useLocation, useRoute } from "wouter";
import { PageFrame } from "../PageFrame";
import { Views } from "../Views";
import { AddChannel } from "./AddChannel";
import { ChannelList } from "./ChannelList";
import { ChannelView } from "./ChannelView";
import { DeadLetters } from "./DeadLetters";

const VIEWS = { "": "Channels", dead: "Dead letters" } as const;

function All({ view }: { view: "" | "dead" }) {
  const [, go] = useLocation();
  return (
    <>
      <Views
        views={VIEWS}
        view={view}
        onView={(next) => go(next ? `/channels/${next}` : "/channels")}
      />
      {view === "dead" ? <DeadLetters /> : <ChannelList />}
    </>
  );
}

const Back = () => (
  <Link to="/channels" className="lk back-l">
    <ArrowLeft size={14} aria-hidden="true" /> All channels
  </Link>
);

export default function ChannelsPage() {
  const [, params] = useRoute("/channels/:id?/:view?");
  const { id = "", view = "" } = params ?? {};
  const aside = (
    <>
      <span className="spacer" />
      <Link to="/channels/new" className="bt pri">
        <Plus size={16} aria-hidden="true" /> Add a channel
      </Link>
    </>
  );
  const all = id === "" || id === "dead";
  return (
    <PageFrame title="Channels" aside={id === "new" ? undefined : aside} thin={id !== "dead"}>
      {all ? null : <Back />}
      {all ? <All view={id} /> : null}
      {id === "new" ? <AddChannel name={view} /> : null}
      {all || id === "new" ? null : <ChannelView key={id} id={id} view={view} />}
    </PageFrame>
  );
}
