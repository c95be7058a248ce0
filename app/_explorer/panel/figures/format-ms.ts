import { fixed } from "../../../_i18n/number.ts";
import { text } from "../../../_i18n/text.ts";

/** Milliseconds for eyes: whole above ten, one decimal below. */
export function formatMs(value: number | null): string {
  if (value === null) return "–";
  return text("common.ms", { value: fixed(value, value < 10 ? 1 : 0) });
}
