/** Offers browser notifications once, with a sentence why, before the browser asks. */

import { BellRing, X } from "lucide-react";
import { useState } from "react";
import { preferences, usePreferences } from "../app/preferences";
import { local } from "../app/storage";

const undecided = (): boolean =>
  typeof Notification !== "undefined" && Notification.permission === "default";

export function Alerts() {
  const { desktop } = usePreferences();
  const [gone, setGone] = useState(() => local.read("asked-notifications", false));
  if (gone || desktop || !undecided()) return null;
  const leave = () => {
    local.write("asked-notifications", true);
    setGone(true);
  };
  const allow = async () => {
    const answer = await Notification.requestPermission();
    preferences.change({ desktop: answer === "granted" });
    leave();
  };
  return (
    <div className="offer">
      <BellRing size={16} />
      <p>Be told when somebody waits, also while this tab is in the background.</p>
      <button type="button" className="bt" onClick={allow}>
        Allow notifications
      </button>
      <button type="button" className="ib sm" aria-label="Not now" onClick={leave}>
        <X size={14} />
      </button>
    </div>
  );
}
