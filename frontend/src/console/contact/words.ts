/** Contacts in words: by what somebody is known, why two may be one, and what was merged. Pure. */

import type { Brief, Contact, Identity, Likeness, Merge } from "../api/contacts";
import { channel } from "../ui/labels";

/** What kind of identity that is: "Telegram", or how a site named them. */
export function kindWords(kind: string): string {
  if (kind === "signed_email") return "Email, signed by the site";
  if (kind.startsWith("site:")) return "User of the site";
  return channel(kind);
}

/** The channel whose mark an identity bears. */
export function markOf(kind: string): string {
  if (kind === "signed_email") return "email";
  return kind.startsWith("site:") ? "web" : kind;
}

/** What they are known by, to be read: of mail the address, which who wrote it may not own. */
export function nameOf(one: Identity): string {
  if (one.kind !== "email" || !one.email) return one.identity;
  return one.verified ? one.email : `${one.email}, not verified`;
}

/** What else is known of them there, in a line; never the same twice. */
export function detailOf(one: Identity): string {
  const handle = one.handle && one.handle !== one.email && `@${one.handle.replace(/^@/, "")}`;
  const known = [one.name, handle, one.phone, one.email];
  const name = nameOf(one);
  const said = [...new Set(known.filter((text) => text && !name.startsWith(text)))];
  return said.join(" · ");
}

/** The addresses that were left and that no channel has proved. */
export function unproved({ emails, identities }: Pick<Contact, "emails" | "identities">) {
  const proved = identities.filter(({ verified }) => verified).map(({ email }) => email);
  return emails.filter((typed) => !proved.includes(typed));
}

export const called = (name: string): string => name || "A visitor";

const SHARED: Readonly<Record<string, string>> = {
  email: "email address",
  phone: "phone number",
  handle: "handle",
  name: "name",
};

/** "The same email address, vera@example.org, proved for both". */
export function whyWords({ what, value, proved }: Likeness): string {
  const shared = `The same ${SHARED[what] ?? what}, ${value}`;
  return proved ? `${shared}, proved for both` : shared;
}

/** "2 conversations · Telegram, Email". */
export function briefWords({ conversations, kinds, email }: Brief): string {
  const talks = `${conversations} conversation${conversations === 1 ? "" : "s"}`;
  const marks = [...new Set(kinds.map((kind) => channel(markOf(kind))))].join(", ");
  return [talks, marks, email].filter(Boolean).join(" · ");
}

const PROVED: Readonly<Record<string, string>> = {
  link: "came by our own link",
  signed_id: "the site signed the same user",
  signed_email: "the site signed the same address",
  verified_email: "the address was proved by mail",
};

/** A line of the history of merges: what became one or two, by whom, and how. */
export function mergeWords(merge: Merge): string {
  const [kept, gone] = [called(merge.kept_name), called(merge.gone_name)];
  const ender = merge.ended_by_name || "A colleague";
  if (merge.why === "split") return `${ender} split ${gone} off`;
  const how = PROVED[merge.why];
  const made = how
    ? `${kept} and ${gone} are one: ${how}`
    : `${merge.by_name || "A colleague"} merged ${gone} into ${kept}`;
  return merge.ended_at ? `${made}; undone by ${ender}` : made;
}

/** Those that hold can be undone. */
export const isUndoable = (merge: Merge): boolean => merge.ended_at === 0;
