/** Files for the next reply: put up while it is being written, and taken along when it is sent. */

import { useCallback, useRef, useState } from "react";
import { added, type Box, busy, changed, ready, room, without } from "../../live/pending";
import type { FileView } from "../../protocol/frames";
import { words } from "../api/problem";
import { useSession } from "../app/session";
import type { Attached } from "../live/state";

export interface Attaching {
  readonly box: Box;
  readonly busy: boolean; // something is still on its way
  readonly ids: readonly string[];
  readonly add: (files: Iterable<File>) => void;
  readonly remove: (key: number) => void;
  readonly take: () => readonly Attached[];
  readonly restore: (files: readonly Attached[]) => void; // such as were not sent after all
}

export function useAttaching(conversation: string): Attaching {
  const { http } = useSession();
  const [box, setBox] = useState<Box>([]);
  const last = useRef(0);
  const put = useCallback(
    async (file: File, key: number) => {
      const form = new FormData();
      form.append("file", file, file.name || "file");
      const path = `/api/conversations/${conversation}/files`;
      try {
        const view = await http.send<FileView>("POST", path, form);
        setBox((now) => changed(now, key, { view, part: 1 }));
      } catch (problem) {
        setBox((now) => changed(now, key, { why: words(problem) }));
      }
    },
    [http, conversation],
  );
  return {
    box,
    busy: busy(box),
    ids: ready(box),
    add(files) {
      for (const file of [...files].slice(0, room(box))) {
        const key = ++last.current;
        setBox((now) => added(now, key, file.name || "file", file.size));
        void put(file, key);
      }
    },
    remove: (key) => setBox((now) => without(now, key)),
    take() {
      setBox([]);
      return box.flatMap(({ view }) => (view ? [view] : []));
    },
    restore(files) {
      const kept = files.map((view) => ({
        ...{ key: ++last.current, name: view.name, size: view.size, part: 1, view },
      }));
      setBox((now) => [...now, ...kept]);
    },
  };
}
