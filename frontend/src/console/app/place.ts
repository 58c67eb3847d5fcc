/** Where in the inbox the address says we are. */

import { useRoute } from "wouter";
import type { ListName } from "../live/state";
import { LISTS } from "../ui/labels";

export interface Place {
  readonly list: ListName;
  readonly conversation: string; // "": none chosen
}

const known = (name: string | undefined): name is ListName => name !== undefined && name in LISTS;

/** Null on a page that is not the inbox. */
export function usePlace(): Place | null {
  const [inside, params] = useRoute("/inbox/:list/:conversation?");
  if (!inside) return null;
  const { list, conversation } = params;
  return { list: known(list) ? list : "waiting", conversation: conversation ?? "" };
}

export const placePath = (list: ListName, conversation = ""): string =>
  conversation ? `/inbox/${list}/${conversation}` : `/inbox/${list}`;
