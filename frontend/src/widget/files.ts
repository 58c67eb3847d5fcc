/**
 * files.js: what visitors send and get besides words. Loaded beside the panel, of which it shares
 * nothing; what it draws stands in places that the panel leaves empty for it.
 */

import type { FileView } from "../protocol/frames";
import type { Change } from "./acts";
import css from "./files/files.css?inline";
import type { Place } from "./files/place";
import { show } from "./files/show";
import { Tray } from "./files/tray";
import type { Phrases } from "./phrases";
import later from "./styles/later.css?inline";

interface Talk {
  readonly model: { readonly token: string };
}

const dressed = new WeakSet<Node>(); // shadow roots that have the styles

/** Fill `area`: with a message's files, or with the composer's button, which tells `what`. */
export function fill(
  area: HTMLElement,
  talk: Talk,
  phrases: Phrases,
  what: readonly FileView[] | Change,
): void {
  const place: Place = { base: import.meta.url, phrases, token: () => talk.model.token };
  dress(area.getRootNode() as ShadowRoot);
  if (typeof what === "function") new Tray(area, place, what).draw();
  else show(area, what, place);
}

function dress(root: ShadowRoot): void {
  if (dressed.has(root)) return;
  dressed.add(root);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css + later);
  root.adoptedStyleSheets.push(sheet);
}
