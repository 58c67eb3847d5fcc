/** Ids made in the browser, also where there is no secure context and so no randomUUID. */

export function freshId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(15));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
