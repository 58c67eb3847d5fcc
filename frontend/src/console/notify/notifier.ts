/** Turns alerts into sounds and browser notifications, as the operator chose. */

import { navigate } from "wouter/use-browser-location";
import type { Preferences } from "../app/preferences";
import type { Alert } from "../live/alerts";
import { createChime } from "./sound";

const TITLES: Readonly<Record<Alert["kind"], string>> = {
  handoff: "Somebody is waiting for a person",
  opened: "A new conversation",
  message: "A visitor answered you",
};

export const allowed = (): boolean =>
  typeof Notification !== "undefined" && Notification.permission === "granted";

/** The words of a notification. Names and reasons only where the operator asked for them. */
export function notification(alert: Alert, withText: boolean): { title: string; body: string } {
  const title = TITLES[alert.kind];
  if (!withText) return { title, body: "" };
  return { title, body: [alert.row.name, alert.reason].filter(Boolean).join(": ") };
}

/** Opens the conversation, but only from the inbox: elsewhere something may be half edited. */
function open(conversation: string): void {
  if (location.pathname.startsWith("/console/inbox"))
    navigate(`/console/inbox/open/${conversation}`);
}

export function createNotifier(chosen: () => Preferences) {
  const chime = createChime(Date.now);

  const show = (alert: Alert) => {
    const { title, body } = notification(alert, chosen().desktopText);
    const note = new Notification(title, { body, tag: alert.row.id });
    note.onclick = () => {
      window.focus();
      note.close();
      open(alert.row.id);
    };
  };

  return {
    alert(alert: Alert) {
      const watching = document.visibilityState === "visible" && document.hasFocus();
      if (alert.kind === "message" && watching) return;
      if (chosen().sound) chime();
      if (chosen().desktop && allowed() && !watching) show(alert);
    },
  };
}
