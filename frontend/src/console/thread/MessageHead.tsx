/** Who said it and when, above a message. */

import type { ReactNode } from "react";
import { clock, full } from "../time/format";

interface MessageHeadProps {
  readonly name: string;
  readonly at: number;
  readonly children?: ReactNode;
}

export function MessageHead({ name, at, children }: MessageHeadProps) {
  return (
    <div className="mh">
      <b>{name}</b>
      {children}
      <time dateTime={new Date(at).toISOString()} title={full(at)}>
        {clock(at)}
      </time>
    </div>
  );
}
