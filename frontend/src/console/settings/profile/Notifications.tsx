/** How this browser calls when somebody waits. */

import { useState } from "react";
import { preferences, usePreferences } from "../../app/preferences";
import { createChime } from "../../notify/sound";
import { Switch } from "../../ui/Switch";
import { useToast } from "../../ui/toasts";

export function Notifications() {
  const { sound, desktop, desktopText } = usePreferences();
  const [chime] = useState(() => createChime(Date.now, 500));
  const say = useToast();
  const wish = async (on: boolean) => {
    if (!on) return preferences.change({ desktop: false });
    if (typeof Notification === "undefined")
      return say("This browser has no notifications.", "bad");
    const answer = await Notification.requestPermission();
    preferences.change({ desktop: answer === "granted" });
    if (answer !== "granted")
      say(
        "The browser does not allow notifications for this site. Change it in its settings.",
        "bad",
      );
  };
  return (
    <section className="card">
      <h2>Notifications</h2>
      <Switch
        label="Sound"
        hint="When somebody is handed to a person, and when a visitor answers you in the background. At most every 10 seconds."
        checked={sound}
        onChange={(on) => preferences.change({ sound: on })}
      />
      <Switch
        label="Browser notifications"
        hint="Also while this tab is in the background. The browser asks you once."
        checked={desktop}
        onChange={(on) => void wish(on)}
      />
      <Switch
        label="Name and reason in notifications"
        hint="Others may read your screen: off by default."
        checked={desktopText}
        disabled={!desktop}
        onChange={(on) => preferences.change({ desktopText: on })}
      />
      <div>
        <button type="button" className="bt" onClick={() => chime()}>
          Test the sound
        </button>
      </div>
    </section>
  );
}
