/** What an operator chose for this browser: theme, sounds, keys. */

import { useSyncExternalStore } from "react";
import type { Tune } from "../notify/sound";
import { local } from "./storage";

export interface Preferences {
  readonly theme: "system" | "light" | "dark";
  readonly sound: boolean;
  readonly tune: Tune;
  readonly volume: number; // 0 to 1
  readonly desktop: boolean; // browser notifications
  readonly desktopText: boolean; // with the name and reason in them
  readonly singleKeys: boolean; // C, R, N … outside text fields
  readonly enterSends: boolean; // else Ctrl or ⌘ + Enter
}

const DEFAULTS: Preferences = {
  theme: "system",
  sound: true,
  tune: "rise",
  volume: 0.5,
  desktop: false,
  desktopText: false,
  singleKeys: true,
  enterSends: false,
};

function createPreferences() {
  let current: Preferences = {
    ...DEFAULTS,
    ...local.read<Partial<Preferences>>("preferences", {}),
  };
  const listeners = new Set<() => void>();
  const dress = () => {
    const { dataset } = document.documentElement;
    if (current.theme === "system") delete dataset.theme;
    else dataset.theme = current.theme;
  };
  dress();
  return {
    read: () => current,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change(patch: Partial<Preferences>) {
      current = { ...current, ...patch };
      local.write("preferences", current);
      dress();
      for (const listener of listeners) listener();
    },
  };
}

export const preferences = createPreferences();

export const usePreferences = (): Preferences =>
  useSyncExternalStore(preferences.subscribe, preferences.read);
