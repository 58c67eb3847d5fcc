/** A part of the screen that changes as time passes. */

import { Component, type ComponentChild } from "preact";

interface Props {
  readonly since?: number; // ms since 1970; 0: no time passes; none: since it was first drawn
  readonly steps: readonly number[]; // ms after that, ascending
  readonly show: (passed: number) => ComponentChild; // how many of the steps have passed
}

export class Elapsed extends Component<Props> {
  readonly #drawn = Date.now();
  #timer = 0;

  override componentDidMount() {
    this.componentDidUpdate();
  }

  override componentDidUpdate() {
    const [next] = this.#left();
    clearTimeout(this.#timer);
    if (next && this.props.since !== 0)
      this.#timer = window.setTimeout(() => this.forceUpdate(), next);
  }

  override componentWillUnmount() {
    clearTimeout(this.#timer);
  }

  /** Milliseconds to each step that has not passed yet. */
  #left(): number[] {
    const { since = this.#drawn, steps } = this.props;
    const left = (step: number) => (since ? since + step - Date.now() : step);
    return steps.map(left).filter((ms) => ms > 0);
  }

  override render({ steps, show }: Props) {
    return show(steps.length - this.#left().length);
  }
}
