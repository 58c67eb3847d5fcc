/** A form that was refused leads to what is to be mended in it. */

import { type RefObject, useEffect, useRef } from "react";

/** Put on a form: each new ``error`` moves the focus to the first field that it is about. */
export function useFirstFault(error: Error | null): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [error]);
  return form;
}
