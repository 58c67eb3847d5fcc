/** What the compiler makes of JSX. Preact's own runtime would bring its `createElement` twice. */

import { h } from "preact";

export { Fragment } from "preact";

export function jsx(type: never, props: { key?: unknown }, key?: string): object {
  if (key !== undefined) props.key = key;
  return h(type, props as never);
}

export { jsx as jsxs };
