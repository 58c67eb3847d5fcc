/** The files of a message: pictures small, all else by name and size; until they are ready, how far. */

import { sizeOf } from "../../live/bytes";
import type { FileView } from "../../protocol/frames";
import { fresh, goodUntil, make, type Place, wordsFor } from "./place";

const AGAIN_MS = 3_000; // until a file that waits is looked at again, ever more patiently
const MOST_LOOKS = 12;
const SPARE_S = 60;

const shown = new WeakMap<HTMLElement, string>(); // what an area shows

export function show(area: HTMLElement, files: readonly FileView[], place: Place): void {
  const key = JSON.stringify(files);
  if (shown.get(area) === key) return;
  shown.set(area, key);
  area.className = "files";
  area.replaceChildren(...files.map((file) => slot(file, place)));
}

/** A place for one file, which draws itself anew when there is news of it. */
function slot(file: FileView, place: Place): HTMLElement {
  const area = make("div", {});
  const draw = (now: FileView) => area.replaceChildren(drawn(now, place));
  const look = async (looks: number) => {
    const now = await fresh(file.id, place);
    if (now) draw(now);
    if (now?.state !== "refused" && !now?.url && looks < MOST_LOOKS && area.isConnected)
      setTimeout(() => void look(looks + 1), AGAIN_MS * 1.5 ** looks);
  };
  draw(file);
  const stale = file.state === "ready" && goodUntil(file.url) - SPARE_S < Date.now() / 1000;
  if (stale) void look(0);
  else if (file.state === "waiting") setTimeout(() => void look(0), AGAIN_MS);
  return area;
}

function drawn(file: FileView, place: Place): Node {
  const { phrases, base } = place;
  const about = sizeOf(file.size, phrases.language);
  if (file.state === "refused") return chip(file, wordsFor(file.why, phrases));
  if (!file.url) return chip(file, phrases.say("being_checked"));
  const link = make("a", { target: "_blank", rel: "noopener", href: at(base, file.url) });
  link.addEventListener("click", (event) => void opened(event, link, file, place));
  const hint = make("span", { class: "vh" }, ` (${phrases.say("in_a_new_tab")})`);
  if (!file.thumbnail_url) {
    link.append(chip(file, about), hint);
    return link;
  }
  const image = make("img", { src: at(base, file.thumbnail_url), alt: file.name });
  // A page whose rules forbid our pictures shows a name instead.
  image.addEventListener("error", () => image.replaceWith(chip(file, about)));
  link.append(image, hint);
  return link;
}

/** An address that has run out is had anew, and then opened. */
async function opened(event: Event, link: HTMLAnchorElement, file: FileView, place: Place) {
  if (goodUntil(link.href) - SPARE_S > Date.now() / 1000) return;
  event.preventDefault();
  const now = await fresh(file.id, place);
  if (!now?.url) return;
  link.href = at(place.base, now.url);
  link.click();
}

function chip({ name }: FileView, about: string): HTMLElement {
  return make(
    "span",
    { class: "file" },
    make("b", { dir: "auto" }, name),
    make("small", {}, about),
  );
}

function at(base: string, path: string): string {
  return new URL(path.slice(1), base).href;
}
