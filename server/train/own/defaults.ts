import { type Architecture, CONVOLUTIONAL, pictures } from "../../model/nets/architecture.ts";
import { UsageError } from "../usage-error.ts";

/** What convolutions that halve a side again and again can reach: 4 to 7 cells, doubled. Smaller ones are doubled twice. */
const SMALL = [16, 20, 24, 28];
const SIDE_MAX = 128;

/** Sides that the nets reach: 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 112, 128. */
export const SIDES = [1, 2, 4, 8]
  .flatMap((times) => SMALL.map((side) => side * times))
  .filter((side) => side <= SIDE_MAX);

/** The net for pictures of this side. */
export function architectureOf(side: number): Architecture {
  return SMALL.includes(side) ? CONVOLUTIONAL : pictures(side);
}

/** @throws UsageError that names the sides beside it */
export function refuseSize(size: number): void {
  if (SIDES.includes(size)) return;
  const near = [SIDES.findLast((side) => side < size), SIDES.find((side) => side > size)];
  throw new UsageError(
    `--size ${size}: the nets cannot reach it; ${near.filter((side) => side !== undefined).join(" or ")} is near.`,
  );
}

/** What a picture is made into unless told: 64, or less where the half of the pictures are smaller. */
export function suggestedSide(shorterSides: readonly number[]): number {
  const sorted = shorterSides.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 64;
  return SIDES.findLast((side) => side <= Math.min(64, median)) ?? SIDES[0] ?? 16;
}

/** Numbers of a picture for which the price of its code is 1; with a higher one a short run learns little but the grounds. */
const VALUES_AT_BETA_1 = 4096;

/** A pixel weighs as much in small pictures as in large ones: the price of the code grows with their number. */
export function betaFor(values: number): number {
  return Math.max(1, Math.round(values / VALUES_AT_BETA_1));
}

export interface Pace {
  epochs: number;
  batchSize: number;
  warmUpEpochs: number;
  patience: number;
  learningRate: number;
}

/** Pictures that a net sees at least, however few there are … */
const SEEN_MIN = 240_000;
/** … and how often each, however many. */
const EPOCHS_MIN = 6;
const EPOCHS_MAX = 300;
/** Adam's first step size at a batch of 64; smaller batches are noisier, and take somewhat smaller steps. */
const RATE_AT_64 = 2e-3;

/** Small sets are seen often, in small batches; large ones seldom. */
export function paceOf(
  count: number,
  wished: { epochs: number | undefined; batchSize: number | undefined },
): Pace {
  // A net of few pictures needs steps more than it needs large ones (docs/bring-your-own.md has what was measured).
  const batchSize = wished.batchSize ?? (count < 2000 ? 8 : count < 8000 ? 32 : 64);
  const usual = Math.min(EPOCHS_MAX, EPOCHS_MIN + Math.round(SEEN_MIN / count));
  const epochs = wished.epochs ?? usual;
  return {
    ...{ epochs, batchSize, learningRate: rateAt(batchSize) },
    // The decoder learns to use the code first, for a third of the way.
    warmUpEpochs: Math.min(20, Math.floor(epochs / 3)),
    patience: Math.max(8, Math.round(epochs / 4)),
  };
}

function rateAt(batchSize: number): number {
  return Number((RATE_AT_64 * (Math.min(batchSize, 64) / 64) ** 0.25).toPrecision(2));
}
