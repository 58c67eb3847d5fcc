/** The closed chat, beside the launcher: how much is new, and a peek at the newest of it. */

import { Elapsed } from "./Elapsed";

const PEEK_MS = [8_000]; // then it hides, unless it is pointed at or focused: see .peek

export interface Look {
  readonly unread: number;
  readonly peek: { readonly who: string; readonly text: string } | null;
  readonly open: () => void;
}

export function Face({ unread, peek, open }: Look) {
  const show = (passed: number) => (
    <button type="button" className="peek" data-old={passed} onClick={open}>
      <b>{peek?.who}</b>
      <span>{peek?.text}</span>
    </button>
  );
  return (
    <>
      {peek && <Elapsed key={peek.text} steps={PEEK_MS} show={show} />}
      {unread > 0 && (
        <b className="badge" aria-hidden="true">
          {unread > 9 ? "9+" : unread}
        </b>
      )}
    </>
  );
}
