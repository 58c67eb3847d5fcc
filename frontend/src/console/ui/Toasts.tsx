/** Shows toasts and has them read out. They leave by themselves, and wait under the pointer. */

import { CircleAlert, CircleCheck, X } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import { type Say, type Toast, ToastContext } from "./toasts";

const STAYS_MS = 6000;

function Item({ toast, onGone }: { toast: Toast; onGone: (id: number) => void }) {
  const [held, setHeld] = useState(false);
  const { id, tone, text, deed } = toast;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => onGone(id), STAYS_MS);
    return () => clearTimeout(timer);
  }, [held, id, onGone]);
  const Icon = tone === "good" ? CircleCheck : CircleAlert;
  return (
    <li
      className="toast"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon size={16} />
      <span>{text}</span>
      {deed ? (
        <button
          type="button"
          className="undo"
          onClick={() => {
            deed.run();
            onGone(id);
          }}
        >
          {deed.label}
        </button>
      ) : null}
      <button type="button" aria-label="Dismiss" onClick={() => onGone(id)}>
        <X size={14} />
      </button>
    </li>
  );
}

export function Toasts({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const gone = useCallback(
    (id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)),
    [],
  );
  const say = useCallback<Say>((text, tone = "good", deed) => {
    setToasts((all) => {
      const id = (all.at(-1)?.id ?? 0) + 1;
      return [...all.filter((toast) => toast.text !== text), { id, tone, text, deed }].slice(-3);
    });
  }, []);
  return (
    <ToastContext value={say}>
      {children}
      <div className="toasts" role="status">
        <ul>
          {toasts.map((toast) => (
            <Item key={toast.id} toast={toast} onGone={gone} />
          ))}
        </ul>
      </div>
    </ToastContext>
  );
}
