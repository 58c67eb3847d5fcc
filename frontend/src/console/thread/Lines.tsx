/** Lines across the log: a day begins, here starts what is new. */

import { useNow } from "../time/clock";
import { clock, day } from "../time/format";

export function DayLine({ at }: { at: number }) {
  return <div className="day">{day(at, useNow())}</div>;
}

export function NewLine({ at }: { at: number }) {
  return <div className="day new">New since {clock(at)}</div>;
}
