/** Choosing rows of the list by keys: the focus walks along them, the selection is a set of ids. */

const links = (): readonly HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>("[data-row]"),
];

const idOf = (link: HTMLElement | undefined): string => link?.dataset.row ?? "";

function current(all: readonly HTMLElement[]): number {
  const at = all.indexOf(document.activeElement as HTMLElement);
  return at >= 0 ? at : all.findIndex((link) => link.ariaCurrent === "true");
}

/** The focused row's conversation, else the open one's; "": neither. */
export function focusedRow(): string {
  const all = links();
  return idOf(all[current(all)]);
}

/** Moves the focus along the list's rows; the conversation it is at now. */
export function moveFocus(step: 1 | -1): string {
  const all = links();
  const from = current(all);
  const to = all[from < 0 ? 0 : Math.min(all.length - 1, Math.max(0, from + step))];
  to?.focus();
  return idOf(to);
}

/** The set with ``id`` added, or taken out where it was in it. */
export function toggled(selected: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(selected);
  if (!next.delete(id)) next.add(id);
  return next;
}
