/** Says when the console is cut off, once that has lasted long enough to matter. */

import { WifiOff } from "lucide-react";
import { useEffect, useState } from "react";
import { useLink } from "./session";

const AFTER_MS = 1500;

export function ConnectionBar() {
  const up = useLink() === "up";
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (up) return setLate(false);
    const timer = setTimeout(() => setLate(true), AFTER_MS);
    return () => clearTimeout(timer);
  }, [up]);
  return (
    <div role="status" aria-label="Connection" className="connection">
      {late && !up ? (
        <p>
          <WifiOff size={14} /> You are offline. Replies are kept and sent later.
        </p>
      ) : null}
    </div>
  );
}
