/** Files that are dropped or pasted where a reply is written. */

import type { ClipboardEvent, DragEvent } from "react";
import type { Attaching } from "./useAttaching";

/** Handlers for the element round the composer; none where ``attaching`` is null. */
export function dropping(attaching: Attaching | null) {
  if (!attaching) return {};
  const mark = (event: DragEvent, on: boolean) =>
    event.currentTarget.toggleAttribute("data-over", on);
  return {
    onDragOver(event: DragEvent) {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      mark(event, true);
    },
    onDragLeave(event: DragEvent) {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) mark(event, false);
    },
    onDrop(event: DragEvent) {
      mark(event, false);
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      attaching.add(event.dataTransfer.files);
    },
    onPaste(event: ClipboardEvent) {
      if (!event.clipboardData.files.length) return;
      event.preventDefault();
      attaching.add(event.clipboardData.files);
    },
  };
}
