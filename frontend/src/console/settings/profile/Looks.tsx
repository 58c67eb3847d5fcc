/** Theme and keys, kept in this browser and in force at once. */

import { preferences, usePreferences } from "../../app/preferences";
import { Choose } from "../../ui/Choose";
import { Switch } from "../../ui/Switch";

const THEMES = [
  { value: "system", label: "Like the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
] as const;

export function Looks() {
  const { theme, singleKeys, enterSends } = usePreferences();
  return (
    <section className="card">
      <h2>This browser</h2>
      <Choose
        label="Theme"
        value={theme}
        options={THEMES}
        onChange={(next) => preferences.change({ theme: next })}
      />
      <Switch
        label="Single-key shortcuts"
        hint="C claims, R replies, and so on, outside text fields. Press ? for all."
        checked={singleKeys}
        onChange={(on) => preferences.change({ singleKeys: on })}
      />
      <Switch
        label="Enter sends"
        hint="Then Shift and Enter break the line. Otherwise Ctrl or ⌘ with Enter sends."
        checked={enterSends}
        onChange={(on) => preferences.change({ enterSends: on })}
      />
    </section>
  );
}
