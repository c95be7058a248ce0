import { percentile } from "../../server/latent/percentile.ts";
import { round } from "./report.ts";

/** Numbers by name, in groups where that reads better. */
export interface Figures {
  [name: string]: number | Figures;
}

/** Median of the rounds, and between what they lay. */
export interface Spread {
  median: number;
  min: number;
  max: number;
}

/**
 * A B C, B C A, …: a noisy spell of a shared machine meets all of them, and none is always first.
 * @returns each one's results, in order of the rounds
 */
export async function byTurns<Side, Result>(
  sides: readonly Side[],
  rounds: number,
  measure: (side: Side, turn: number) => Promise<Result>,
): Promise<Map<Side, Result[]>> {
  const results = new Map<Side, Result[]>(sides.map((side) => [side, []]));
  for (let turn = 0; turn < rounds; turn++) {
    for (let i = 0; i < sides.length; i++) {
      const side = sides[(turn + i) % sides.length] as Side;
      results.get(side)?.push(await measure(side, turn));
    }
  }
  return results;
}

/** NaN, what could not be measured, stays out of it; all of it NaN stays NaN. */
export function spreadOf(values: readonly number[]): Spread {
  const known = values.filter((value) => !Number.isNaN(value));
  if (known.length === 0) return { median: Number.NaN, min: Number.NaN, max: Number.NaN };
  return {
    median: percentile(known, 0.5) ?? Number.NaN,
    min: Math.min(...known),
    max: Math.max(...known),
  };
}

/** `1.9 (1.7–2.4)`; the median alone where there was one round. */
export function showSpread({ median, min, max }: Spread): string {
  const short = (value: number) => {
    if (Number.isNaN(value)) return "–";
    return value >= 100 ? String(Math.round(value)) : String(round(value, value >= 10 ? 1 : 2));
  };
  return !(min < max) ? short(median) : `${short(median)} (${short(min)}–${short(max)})`;
}

/** The figures of several rounds, each number replaced by what `pick` makes of its spread. */
export function overRounds(runs: readonly Figures[], pick: (spread: Spread) => number): Figures {
  const [first = {}] = runs;
  return Object.fromEntries(
    Object.entries(first).map(([name, value]) => {
      const all = runs.map((run) => run[name]);
      if (typeof value !== "number") return [name, overRounds(all as Figures[], pick)];
      return [name, pick(spreadOf(all as number[]))];
    }),
  );
}
