/** How this browser calls while it is open: sounds, notifications, and what they say. */

import { useState } from "react";
import { preferences, usePreferences } from "../../app/preferences";
import { createChime, TUNES, type Tune } from "../../notify/sound";
import { Choose } from "../../ui/Choose";
import { Switch } from "../../ui/Switch";
import { useToast } from "../../ui/toasts";

const REFUSED =
  "The browser does not allow notifications for this site. Change it in its settings.";

const SOUNDS = (Object.keys(TUNES) as Tune[]).map((value) => ({
  value,
  label: TUNES[value].label,
}));

function Sounds() {
  const { sound, tune, volume } = usePreferences();
  const [chime] = useState(() => createChime(Date.now, preferences.read, 500));
  return (
    <>
      <Switch
        label="Sound"
        hint="When somebody is handed to a person, and when a visitor answers you in the background. At most every 10 seconds."
        checked={sound}
        onChange={(on) => preferences.change({ sound: on })}
      />
      <div className="grid items-end gap-4 sm:grid-cols-3">
        <Choose
          label="Which sound"
          value={tune}
          options={SOUNDS}
          disabled={!sound}
          onChange={(next) => {
            preferences.change({ tune: next });
            chime();
          }}
        />
        <label className="field">
          <span className="label">Volume</span>
          <input
            type="range"
            className="range"
            min={0.1}
            max={1}
            step={0.1}
            value={volume}
            disabled={!sound}
            aria-valuetext={`${Math.round(volume * 100)} %`}
            onChange={({ target }) => preferences.change({ volume: Number(target.value) })}
          />
        </label>
        <div>
          <button type="button" className="bt" onClick={() => chime()}>
            Test the sound
          </button>
        </div>
      </div>
    </>
  );
}

export function Notifications() {
  const { desktop, desktopText } = usePreferences();
  const say = useToast();
  const wish = async (on: boolean) => {
    if (!on) return preferences.change({ desktop: false });
    if (typeof Notification === "undefined")
      return say("This browser has no notifications.", "bad");
    const answer = await Notification.requestPermission();
    preferences.change({ desktop: answer === "granted" });
    if (answer !== "granted") say(REFUSED, "bad");
  };
  return (
    <section className="card" aria-label="While this page is open">
      <h2>While this page is open</h2>
      <Sounds />
      <Switch
        label="Browser notifications"
        hint="So that you notice in another tab or program that somebody waits. When you switch it on, the browser asks you once whether it may show them."
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
    </section>
  );
}
