/** Attributes as they are typed: "plan: gold, country: NG". Pure. */

export function attributesOf(text: string): Readonly<Record<string, string>> {
  const pairs = text
    .split(/[,\n]/)
    .map((part) => /^([^:=]*)[:=]?(.*)$/.exec(part))
    .map((match) => [match?.[1]?.trim() ?? "", match?.[2]?.trim() ?? ""] as const)
    .filter(([name]) => name !== "");
  return Object.fromEntries(pairs);
}
