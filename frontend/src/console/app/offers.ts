/** Which of the conversations offered to me comes first. Pure. */

import type { Offer } from "../live/state";

/** The one that ends first, with its conversation's id. */
export function firstOffer(
  offers: Readonly<Record<string, Offer>>,
): readonly [string, Offer] | undefined {
  return Object.entries(offers).sort(([, a], [, b]) => a.until - b.until)[0];
}
