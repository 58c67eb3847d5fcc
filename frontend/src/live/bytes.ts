/** Sizes of files in words. */

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** A size as the language writes it: 1.2 MB. */
export function sizeOf(bytes: number, language: string): string {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(bytes || 1) / 3)));
  const amount = bytes / 1000 ** step;
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: UNITS[step] as string,
    unitDisplay: step ? "short" : "long",
    maximumFractionDigits: amount < 10 ? 1 : 0,
  }).format(amount);
}
