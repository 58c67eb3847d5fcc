/** Around thread and package: what caused the handoff is marked there and pointed to from here. */

import { type ReactNode, useCallback, useMemo, useState } from "react";
import { useLive } from "../app/session";
import { useStage } from "../app/stage";
import { CausesContext } from "./causes";
import { causes } from "./scores";
import { useDecisions } from "./useDecisions";

export function CausesProvider({ id, children }: { id: string; children: ReactNode }) {
  const handed = useLive((state) => (state.rows[id] ?? state.outdated[id])?.handoff != null);
  const { setPanelOpen } = useStage();
  const { data } = useDecisions(id, handed);
  const [wanted, setWanted] = useState(0);
  const show = useCallback(
    (seq: number) => {
      setWanted(seq);
      if (seq) setPanelOpen(false); // where it lies over the thread
    },
    [setPanelOpen],
  );
  const value = useMemo(
    () => ({ words: causes(data?.decisions ?? []), wanted, show }),
    [data, wanted, show],
  );
  return <CausesContext value={value}>{children}</CausesContext>;
}
