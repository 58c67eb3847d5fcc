/** What the page said of its visitor, as it goes beside their words. */

/** `told`: the newest argument of each command. The server leaves out what is of no use. */
export function toldBy({ page, identify }: Readonly<Record<string, unknown>>) {
  const { url } = (page ?? {}) as { url?: unknown };
  const attributes = { ...(identify as Record<string, unknown>) };
  return { page: `${url || location.href}`.slice(0, 2000), attributes };
}
