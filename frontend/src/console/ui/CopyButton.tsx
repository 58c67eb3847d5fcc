/** Copies a text and says so. */

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useToast } from "./toasts";

/** The clipboard API needs a secure context; the old way works on plain http too. */
async function copy(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (!done) throw new Error("copying was refused");
}

export function CopyButton({ text, name }: { text: string; name: string }) {
  const [done, setDone] = useState(false);
  const say = useToast();
  const press = () =>
    copy(text).then(
      () => {
        setDone(true);
        setTimeout(() => setDone(false), 2000);
      },
      () => say("Could not copy.", "bad"),
    );
  return (
    <button
      type="button"
      className="ib sm"
      aria-label={`Copy ${name}`}
      title={`Copy ${name}`}
      onClick={press}
    >
      {done ? <Check size={14} /> : <Copy size={14} />}
    </button>
  );
}
