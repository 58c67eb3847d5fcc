/** Listens for keys on the whole page and runs the command they complete. */

import { useEffect, useRef } from "react";
import { preferences } from "../app/preferences";
import { pressed } from "./keys";
import { COMMANDS } from "./registry";
import { useDeeds } from "./useDeeds";
import { useScene } from "./useScene";

const FIELDS = "input, textarea, select, [contenteditable=true]";
const LAYERS = "[role=dialog], [role=alertdialog], [role=menu]";

const inside = (event: KeyboardEvent, selector: string): boolean =>
  event.target instanceof Element && event.target.closest(selector) !== null;

export function useKeys(): void {
  const scene = useScene();
  const deeds = useDeeds();
  const pending = useRef("");
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || inside(event, LAYERS)) return;
      const { key, altKey: alt } = event;
      const press = {
        key,
        alt,
        shift: event.shiftKey,
        mod: event.metaKey || event.ctrlKey,
        inField: inside(event, FIELDS),
      };
      const { singleKeys } = preferences.read();
      const outcome = pressed(COMMANDS, pending.current, press, singleKeys);
      pending.current = outcome.pending;
      if (!outcome.command?.applies(scene)) return;
      event.preventDefault();
      outcome.command.run(deeds);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [scene, deeds]);
}
