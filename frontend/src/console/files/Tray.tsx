/** What goes along with the reply that is being written, and the button that adds to it. */

import { Paperclip, X } from "lucide-react";
import { useRef } from "react";
import { sizeOf } from "../../live/bytes";
import type { Pending } from "../../live/pending";
import type { Attaching } from "./useAttaching";

const about = ({ view, why }: Pending): string =>
  why ?? (view ? sizeOf(view.size, navigator.language) : "Uploading…");

export function Tray({ attaching }: { attaching: Attaching }) {
  const { box, remove } = attaching;
  return (
    <>
      <p role="status" className="sr-only">
        {box.map((one) => `${one.name}: ${about(one)}`).join(". ")}
      </p>
      {box.length ? (
        <ul className="tray" aria-label="Files for this reply">
          {box.map((one) => (
            <li key={one.key} className={one.why ? "fl bad" : "fl"}>
              {one.view?.thumbnail_url ? <img src={one.view.thumbnail_url} alt="" /> : null}
              <b dir="auto">{one.name}</b>
              <small>{about(one)}</small>
              <button
                type="button"
                className="ib sm"
                aria-label={`Remove ${one.name}`}
                onClick={() => remove(one.key)}
              >
                <X size={14} />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

export function AttachButton({ attaching }: { attaching: Attaching }) {
  const input = useRef<HTMLInputElement | null>(null);
  return (
    <>
      <button
        type="button"
        className="ib sm"
        title="Attach files"
        aria-label="Attach files"
        onClick={() => input.current?.click()}
      >
        <Paperclip size={16} />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to attach"
        onChange={(event) => {
          attaching.add(event.target.files ?? []);
          event.target.value = ""; // so that the same file can be chosen again
        }}
      />
    </>
  );
}
