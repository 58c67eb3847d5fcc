/** Says above the composer until when the channel takes replies, and that it takes none any more. */

import { Clock, LockKeyhole } from "lucide-react";
import type { SeenRow } from "../../protocol/frames";
import { useServerNow } from "../app/useServerNow";
import { type ReplyWindow, replyWindow } from "./replyWindow";

const MINUTE_MS = 60_000;

export function useReplyWindow(row: SeenRow): ReplyWindow | null {
  const now = Math.floor(useServerNow() / MINUTE_MS) * MINUTE_MS; // said anew once a minute
  return replyWindow(row, now);
}

export function Window({ window: now }: { window: ReplyWindow | null }) {
  if (!now) return null;
  const Icon = now.state === "shut" ? LockKeyhole : Clock;
  return (
    <p className={`reply-w ${now.state}`} role="status">
      <Icon size={14} aria-hidden="true" />
      <span>{now.words}</span>
    </p>
  );
}
