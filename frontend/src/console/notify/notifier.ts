/** Turns alerts into sounds and browser notifications, as the operator chose. */

import { navigate } from "wouter/use-browser-location";
import type { Preferences } from "../app/preferences";
import type { Alert } from "../live/alerts";
import { createChime } from "./sound";

export const allowed = (): boolean =>
  typeof Notification !== "undefined" && Notification.permission === "granted";

/** The words of a notification. Names and reasons only where the operator asked for them. */
export function notification(alert: Alert, withText: boolean): { title: string; body: string } {
  const { title, name, reason } = alert;
  return { title, body: withText ? [name, reason].filter(Boolean).join(": ") : "" };
}

/** Opens the conversation, but only from the inbox: elsewhere something may be half edited. */
function open(conversation: string): void {
  if (conversation && location.pathname.startsWith("/console/inbox"))
    navigate(`/console/inbox/open/${conversation}`);
}

/** Whether a conversation is the one on the screen. */
const shown = (conversation: string): boolean =>
  conversation !== "" && location.pathname.endsWith(`/${conversation}`);

export function createNotifier(chosen: () => Preferences) {
  const chime = createChime(Date.now, chosen);

  const show = (alert: Alert) => {
    const { title, body } = notification(alert, chosen().desktopText);
    const note = new Notification(title, { body, tag: alert.conversation });
    note.onclick = () => {
      window.focus();
      note.close();
      open(alert.conversation);
    };
  };

  return {
    alert(alert: Alert) {
      const watching = document.visibilityState === "visible" && document.hasFocus();
      if (watching && shown(alert.conversation)) return;
      if (chosen().sound) chime();
      if (chosen().desktop && allowed() && !watching) show(alert);
    },
  };
}
