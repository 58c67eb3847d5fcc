/** The colleagues who have a conversation before them, a pen beside who is replying. */

import { PenLine } from "lucide-react";
import type { Viewer } from "../../protocol/frames";
import { useLive } from "../app/session";
import { Avatar } from "../ui/Avatar";

const MOST = 3;
const NOBODY: readonly Viewer[] = [];

export const useViewers = (id: string): readonly Viewer[] =>
  useLive((state) => state.viewing[id] ?? NOBODY);

/** "Tom is replying, Ann is viewing". */
export const facesWords = (viewers: readonly Viewer[]): string =>
  viewers.map(({ name, replying }) => `${name} is ${replying ? "replying" : "viewing"}`).join(", ");

export function Faces({ id, named = false }: { id: string; named?: boolean }) {
  const viewers = useViewers(id);
  const words = facesWords(viewers);
  const shown = [...viewers].sort((a, b) => Number(b.replying) - Number(a.replying)).slice(0, MOST);
  return (
    <span className="faces" title={words}>
      {shown.map((one) => (
        <span key={one.id} className={one.replying ? "face pen" : "face"}>
          <Avatar id={one.id} name={one.name} size="xs" />
          {one.replying ? <PenLine size={10} aria-hidden="true" /> : null}
        </span>
      ))}
      {viewers.length > MOST ? <small aria-hidden="true">+{viewers.length - MOST}</small> : null}
      <span className={named ? "faces-n" : "sr"}>{words}</span>
    </span>
  );
}
