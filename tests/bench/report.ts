import { cpus } from "node:os";

/** Prints rows under a title, the machine named; numbers are right-aligned. */
export function printTable(title: string, rows: readonly (readonly (string | number)[])[]): void {
  const text = rows.map((row) =>
    row.map((cell) => (typeof cell === "number" ? format(cell) : cell)),
  );
  const widths = text.reduce<number[]>(
    (most, row) => row.map((cell, i) => Math.max(most[i] ?? 0, cell.length)),
    [],
  );
  console.log(
    `\n${title}  (${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown CPU"}, Node ${process.version})`,
  );
  for (const row of text) {
    console.log(
      `  ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("  ")}`,
    );
  }
}

function format(value: number): string {
  if (Number.isNaN(value)) return "–";
  if (value >= 100) return Math.round(value).toString();
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));
