/** Shows pushes while no page of the console is open, and leads to the conversation on a press. */

self.addEventListener("push", (event) => {
  const told = read(event.data);
  const shown = self.registration.showNotification(told.title, {
    body: told.body,
    tag: told.tag,
    renotify: Boolean(told.tag),
    data: { url: told.url },
  });
  event.waitUntil(shown);
});

/** Pages that were open before it was set up count as its own, so that it may lead them. */
self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.url));
});

function read(data) {
  let told = {};
  try {
    told = data ? data.json() : {};
  } catch {
    told = {}; // somebody else's push: say that something is there, and no more
  }
  return {
    title: String(told.title || "Warmline"),
    body: String(told.body || ""),
    tag: String(told.tag || ""),
    url: inside(told.url),
  };
}

/** An address of this console; nothing else is ever opened. */
function inside(url) {
  const home = new URL("/console/", self.location.origin);
  try {
    const found = new URL(String(url || home), home);
    return found.origin === home.origin && found.pathname.startsWith("/console")
      ? found.href
      : home.href;
  } catch {
    return home.href;
  }
}

/** In the inbox of an open console; elsewhere something may be half edited, and is left alone. */
async function open(url) {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const inbox = pages.find((page) => new URL(page.url).pathname.startsWith("/console/inbox"));
  if (!inbox) return self.clients.openWindow(url);
  await inbox.focus().catch(() => inbox); // some browsers want a press in the page itself
  return inbox.navigate(url).catch(() => self.clients.openWindow(url));
}
