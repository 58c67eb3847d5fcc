/** Asks before a page with unsaved changes is left, within the console and for good. */

import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useBrowserLocation } from "wouter/use-browser-location";
import { Modal } from "../ui/Modal";

interface Guard {
  readonly mark: (dirty: boolean) => void;
  readonly pass: (go: () => void) => void; // now, or after the question
}

const GuardContext = createContext<Guard>({ mark: () => undefined, pass: (go) => go() });

export function LeaveGuard({ children }: { children: ReactNode }) {
  const dirty = useRef(false);
  const [waiting, setWaiting] = useState<(() => void) | null>(null);
  const mark = useCallback((next: boolean) => {
    dirty.current = next;
  }, []);
  const pass = useCallback((go: () => void) => {
    if (dirty.current) setWaiting(() => go);
    else go();
  }, []);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => dirty.current && event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, []);
  const leave = () => {
    dirty.current = false;
    waiting?.();
    setWaiting(null);
  };
  const guard = useMemo(() => ({ mark, pass }), [mark, pass]);
  return (
    <GuardContext value={guard}>
      {children}
      <Modal open={waiting !== null} onClose={() => setWaiting(null)} title="Leave without saving?">
        <p>Your changes on this page are not saved.</p>
        <footer>
          <button type="button" className="bt" onClick={leave}>
            Discard changes
          </button>
          <button type="button" className="bt pri" onClick={() => setWaiting(null)}>
            Keep editing
          </button>
        </footer>
      </Modal>
    </GuardContext>
  );
}

/** Marks the page as having unsaved changes for as long as ``dirty`` is true. */
export function useLeaveGuard(dirty: boolean): void {
  const { mark } = use(GuardContext);
  useEffect(() => {
    mark(dirty);
    return () => mark(false);
  }, [dirty, mark]);
}

/** The router's location, whose navigation asks the guard first. */
export function useGuardedLocation(): ReturnType<typeof useBrowserLocation> {
  const [location, navigate] = useBrowserLocation();
  const { pass } = use(GuardContext);
  const guarded = useCallback<typeof navigate>(
    (to, options) => pass(() => navigate(to, options)),
    [navigate, pass],
  );
  return [location, guarded];
}
