/**
 * What the menu offers beside the panel's own: the ways to go on elsewhere, with sealed links.
 *
 * A file of its own that imports nothing of the panel's: few visitors open the menu.
 */

import type { Phrases } from "./phrases";

interface Way {
  readonly kind: string;
  readonly label: string; // Telegram
  readonly url: string; // good for an hour
}

interface Talk {
  readonly model: { readonly token: string };
}

/** `area`: the menu, or null when it closes. Links are fetched anew each time it opens. */
export async function fill(area: HTMLElement | null, talk: Talk, phrases: Phrases): Promise<void> {
  const { token } = talk.model;
  const ways = area && token ? await waysFor(token).catch(() => []) : [];
  if (area?.isConnected && ways.length)
    area.querySelector("button")?.before(...ways.map((way) => entry(way, phrases)));
}

async function waysFor(token: string): Promise<readonly Way[]> {
  const answer = await fetch(new URL(/* @vite-ignore */ "api/visitor/links", import.meta.url), {
    method: "POST",
    credentials: "omit",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: "{}",
  });
  if (!answer.ok) return [];
  const { links } = (await answer.json()) as { links: readonly Way[] };
  return links.filter((way) => way.url.startsWith("https://"));
}

function entry({ label, url }: Way, { say }: Phrases): HTMLElement {
  const link = document.createElement("a");
  link.className = "bt";
  link.href = url;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  link.style.textDecoration = "none";
  link.style.color = "inherit";
  link.style.fontSize = "14px";
  link.textContent = say("continue_in", { name: label });
  link.title = say("in_a_new_tab");
  return link;
}
