/** Pushes to this browser, also while no console is open: begun, ended, and known again. */

import { local } from "../app/storage";

const WORKER = "/console/push-worker.js";
const SCOPE = "/console/";
const MINE = "push-device";

export type PushState = "unable" | "denied" | "open";

/** Safari on a phone takes pushes only for a page that was added to the home screen. */
export function pushState(): PushState {
  const able = "serviceWorker" in navigator && "PushManager" in window;
  if (!able || typeof Notification === "undefined") return "unable";
  return Notification.permission === "denied" ? "denied" : "open";
}

/** The server's id of this browser, so that it is told apart from the operator's others. */
export const ofThisDevice = {
  keep: (id: string): void => local.write(MINE, id),
  is: (id: string): boolean => local.read(MINE, "") === id,
};

/** base64url, as the server hands out its key, in bytes. */
export function bytesOf(key: string): Uint8Array<ArrayBuffer> {
  const text = atob(key.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

const BROWSERS = {
  Edg: "Edge",
  OPR: "Opera",
  Firefox: "Firefox",
  Chrome: "Chrome",
  Safari: "Safari",
};
const SYSTEMS = ["Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux"];

/** A name by which an operator knows this browser among theirs. */
export function deviceName(agent: string): string {
  const found = Object.entries(BROWSERS).find(([mark]) => agent.includes(mark));
  const system = SYSTEMS.find((one) => agent.includes(one));
  const name = found?.[1] ?? "A browser";
  return system ? `${name} on ${system}` : name;
}

/** Asks the browser, from a click; what the server needs to know. Throws with words for people. */
export async function startPush(key: string): Promise<PushSubscriptionJSON> {
  const permission = await Notification.requestPermission();
  if (permission !== "granted") throw new Error("The browser does not allow notifications here.");
  await navigator.serviceWorker.register(WORKER, { scope: SCOPE });
  const worker = await navigator.serviceWorker.ready;
  const { endpoint, keys } = (await subscribed(worker, key)).toJSON();
  return { endpoint: endpoint ?? "", keys: keys ?? {} };
}

/** A subscription under the server's key; one under an older key is of no use any more. */
async function subscribed(
  worker: ServiceWorkerRegistration,
  key: string,
): Promise<PushSubscription> {
  const options = { userVisibleOnly: true, applicationServerKey: bytesOf(key) };
  const old = await worker.pushManager.getSubscription();
  const theirs = old?.options.applicationServerKey;
  if (old && theirs && !same(new Uint8Array(theirs), bytesOf(key))) await old.unsubscribe();
  return worker.pushManager.subscribe(options);
}

const same = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);

/** No more pushes to this browser, whatever the server still believes. */
export async function endPush(): Promise<void> {
  const worker = await navigator.serviceWorker?.getRegistration(SCOPE);
  const subscription = await worker?.pushManager.getSubscription();
  await subscription?.unsubscribe();
}
