import type { Rows } from "./nearest.ts";
import { createRandom, gaussian, type Random } from "./random.ts";

/** A dimension that is a label, and where along it each class lies. */
interface Condition {
  readonly dimension: number;
  readonly values: readonly number[];
}

/** How far from a datum a code near the data is drawn, in σ: near enough to look like it, far enough to differ. */
const NEAR_SIGMA = 0.15;
/** Browsers differ in the last bits of a logarithm; pages that ask for the same codes must ask for equal ones. */
const DIGITS = 1000;

const rounded = (value: number) => Math.round(value * DIGITS) / DIGITS;

/** Draws of one way from one seed: each way has draws of its own, so that more of one changes no other. */
const drawsOf = (seed: number, way: number): Random => createRandom(Math.imul(seed, 3) + way);

/**
 * Uniform in the box that holds all codes: what is often called a random code, and is none, for the data fill next to
 * nothing of the box. The lesson's 7 · U(0, 1).
 */
export function uniformCodes(codes: Rows, seed: number, count: number): Float32Array[] {
  const { values, latentDim } = codes;
  const least = new Float32Array(latentDim).fill(Number.POSITIVE_INFINITY);
  const most = new Float32Array(latentDim).fill(Number.NEGATIVE_INFINITY);
  for (const [i, value] of values.entries()) {
    const d = i % latentDim;
    least[d] = Math.min(least[d] as number, value);
    most[d] = Math.max(most[d] as number, value);
  }
  const random = drawsOf(seed, 0);
  return Array.from({ length: count }, () =>
    least.map((from, d) => rounded(from + ((most[d] as number) - from) * random())),
  );
}

/** Beside codes of the data: datum + N(0, .15²). A label stays as the datum has it. */
export function nearCodes(
  { values, latentDim }: Rows,
  seed: number,
  { count, condition }: { count: number; condition?: Condition | undefined },
): Float32Array[] {
  const random = drawsOf(seed, 1);
  const rows = values.length / latentDim;
  return Array.from({ length: count }, () => {
    const row = Math.floor(random() * rows);
    const datum = values.subarray(row * latentDim, (row + 1) * latentDim);
    return datum.map((value, d) =>
      rounded(d === condition?.dimension ? value : value + NEAR_SIGMA * gaussian(random)),
    );
  });
}

/** From the prior N(0, I); a label is one of its classes, each as likely. */
export function priorCodes(
  latentDim: number,
  seed: number,
  { count, condition }: { count: number; condition?: Condition | undefined },
): Float32Array[] {
  const random = drawsOf(seed, 2);
  return Array.from({ length: count }, () => {
    const z = Float32Array.from({ length: latentDim }, () => rounded(gaussian(random)));
    if (condition) z[condition.dimension] = anyOf(condition.values, random) ?? 0;
    return z;
  });
}

function anyOf<T>(values: readonly T[], random: Random): T | undefined {
  return values[Math.floor(random() * values.length)];
}
