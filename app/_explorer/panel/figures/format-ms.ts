/** Milliseconds for eyes: whole above ten, one decimal below. */
export function formatMs(value: number | null): string {
  if (value === null) return "–";
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}
