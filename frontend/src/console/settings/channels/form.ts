/** A channel's form as it is filled in: what stands in it at first, and what is sent of it. Pure. */

import type { Channel, ChannelField, ChannelKind } from "../../api/channels";

export interface Filled {
  readonly name: string;
  readonly assistant: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string | null>>; // "": as it was; null: cleared
}

const isSecret = ({ kind }: ChannelField): boolean => kind === "secret";

const byKey = (fields: readonly ChannelField[], value: (field: ChannelField) => string) =>
  Object.fromEntries(fields.map((field) => [field.key, value(field)]));

/** What a new channel's form shows: the defaults, and the kind's own name. */
export const blank = (kind: ChannelKind, assistant: string): Filled => ({
  name: kind.label,
  assistant,
  settings: byKey(
    kind.form.filter((field) => !isSecret(field)),
    (field) => field.default,
  ),
  secrets: byKey(kind.form.filter(isSecret), () => ""),
});

/** What the form of a channel that is there shows; its secrets are not known here. */
export const shownOf = (kind: ChannelKind, channel: Channel): Filled => ({
  name: channel.name,
  assistant: channel.assistant,
  settings: byKey(
    kind.form.filter((field) => !isSecret(field)),
    ({ key, default: usual }) => channel.settings[key] ?? usual,
  ),
  secrets: byKey(kind.form.filter(isSecret), () => ""),
});

/** The secrets that were typed or cleared: what is left empty is not sent. */
export const typed = (secrets: Filled["secrets"]): Filled["secrets"] =>
  Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ""));

/** "settings.base_url" as its field is called: "Address". */
export function labelOf(kind: ChannelKind, where: string): string {
  const key = where.split(".").at(-1) ?? "";
  if (key === "name" || key === "assistant") return key === "name" ? "Name" : "Assistant";
  return kind.form.find((field) => field.key === key)?.label ?? where;
}

const LINK = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/;

/** A sentence in parts: every other one is an address. */
export const linked = (sentence: string): readonly string[] => sentence.split(LINK);
