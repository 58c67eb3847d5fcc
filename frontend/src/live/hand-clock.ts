/** For tests: a clock that stands still until it is moved. */

import type { Clock } from "./socket";

export class HandClock implements Clock {
  private time = 0;
  private alarms: { at: number; run: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(ms: number, run: () => void) {
    const alarm = { at: this.time + ms, run };
    this.alarms.push(alarm);
    return () => {
      this.alarms = this.alarms.filter((other) => other !== alarm);
    };
  }

  move(ms: number): void {
    const end = this.time + ms;
    for (let next = this.next(end); next; next = this.next(end)) {
      this.alarms = this.alarms.filter((alarm) => alarm !== next);
      this.time = next.at;
      next.run();
    }
    this.time = end;
  }

  private next(end: number) {
    const due = this.alarms.filter(({ at }) => at <= end);
    return due.sort((a, b) => a.at - b.at)[0];
  }
}
