/** How many messages a text becomes on a channel that takes only short ones. Pure. */

export type Unit = "characters" | "utf16" | "bytes";

const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const EXTENDED = "^{}\\[~]|€\f"; // each takes two places
const [ONE, OF_SEVERAL] = [160, 153]; // septets: GSM 03.38, 03.40
const [ONE_WIDE, OF_SEVERAL_WIDE] = [70, 67]; // UTF-16 units

/** Of a text message: what is paid for. */
export function segments(text: string): number {
  const letters = [...text];
  const basic = letters.every((one) => BASIC.includes(one) || EXTENDED.includes(one));
  const size = basic
    ? letters.reduce((sum, one) => sum + (EXTENDED.includes(one) ? 2 : 1), 0)
    : text.length;
  const [one, several] = basic ? [ONE, OF_SEVERAL] : [ONE_WIDE, OF_SEVERAL_WIDE];
  return size <= one ? Math.min(1, size) : Math.ceil(size / several);
}

export function sizeIn(unit: Unit, text: string): number {
  if (unit === "utf16") return text.length;
  return unit === "bytes" ? new TextEncoder().encode(text).length : [...text].length;
}

export interface Limit {
  readonly length: number;
  readonly unit: Unit;
}

const times = (n: number, one: string): string => `${n} ${one}${n === 1 ? "" : "s"}`;

/** What is said beside the text; "": it goes as it is. */
export function lengthWords(kind: string, limit: Limit, text: string): string {
  if (!text.trim()) return "";
  if (kind === "sms") {
    const n = segments(text);
    return n > 1 ? `${times(n, "text message")}${n > 3 ? ", each is paid for" : ""}` : "";
  }
  const n = Math.ceil(sizeIn(limit.unit, text) / limit.length);
  return n > 1 ? `Goes out as about ${times(n, "message")}` : "";
}
