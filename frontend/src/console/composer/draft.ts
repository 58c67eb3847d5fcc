/** The text being written in a conversation, kept in the browser until it is sent. */

import { useCallback, useState } from "react";
import { local } from "../app/storage";

export function useDraft(conversation: string): [string, (text: string) => void] {
  const key = `draft.${conversation}`;
  const [text, setText] = useState(() => local.read(key, ""));
  const change = useCallback(
    (next: string) => {
      setText(next);
      if (next) local.write(key, next);
      else local.remove(key);
    },
    [key],
  );
  return [text, change];
}
