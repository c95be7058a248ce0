import { shownLocale } from "./text.ts";

const formats = new Map<string, Intl.NumberFormat>();

/** A number with so many digits after the language's decimal sign. Made for frame loops: formats are kept. */
export function fixed(value: number, digits: number): string {
  const key = `${shownLocale()} ${digits}`;
  const format = formats.get(key) ?? createFormat(digits);
  formats.set(key, format);
  return format.format(value);
}

function createFormat(digits: number): Intl.NumberFormat {
  return new Intl.NumberFormat(shownLocale(), {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}
