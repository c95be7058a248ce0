import type { Rows } from "../nearest.ts";
import { normalCdf, normalDensity } from "./gaussian.ts";

/** Curves go so far to both sides, σ; what lies beyond counts at the ends. */
export const CURVE_REACH = 5;
/** Values of a curve: a step of a tenth of σ and less tells a bump from a bell. */
export const CURVE_BINS = 120;
const STEP = (2 * CURVE_REACH) / CURVE_BINS;
/** Of a posterior narrower than a bin, its bin gets everything. */
const NARROW = STEP / 4;
/** σ from a mean beyond which a Gaussian adds nothing that is seen. */
const TAIL = 5;

/** One dimension of the aggregate posterior q(z) = mean over the data of N(μ, σ²), beside N(0, 1). */
export interface Marginal {
  /** Share of q in each bin over its width: its density. */
  density: Float64Array;
  mean: number;
  /** Of the whole mixture: that of the means and the mean of the σ². */
  variance: number;
  /** ∫ |Q(x) − Φ(x)| dx, σ: how far mass has to be carried to make N(0, 1) of it (Wasserstein-1). */
  wasserstein: number;
  /** Σ q ln(q / p) over the bins, nats: KL(q ‖ N(0, 1)). */
  kl: number;
}

const edge = (bin: number) => -CURVE_REACH + bin * STEP;
/** The middle of a bin, σ. */
export const binMiddle = (bin: number) => edge(bin + 0.5);

const prior = Float64Array.from({ length: CURVE_BINS }, (_, bin) => {
  const below = bin === 0 ? 0 : normalCdf(edge(bin));
  const upTo = bin === CURVE_BINS - 1 ? 1 : normalCdf(edge(bin + 1));
  return upTo - below;
});

/**
 * @param codes the means
 * @param logVar ln σ² of the same form; null where codes are points, which then are counted as they are
 */
export function marginalOf(
  { values, latentDim }: Rows,
  logVar: Float32Array | null,
  dimension: number,
): Marginal {
  const count = Math.max(1, Math.floor(values.length / latentDim));
  const shares = new Float64Array(CURVE_BINS);
  let sum = 0;
  let squares = 0;
  for (let at = dimension; at < values.length; at += latentDim) {
    const mean = values[at] ?? 0;
    const variance = logVar ? Math.exp(logVar[at] ?? 0) : 0;
    sum += mean;
    squares += mean * mean + variance;
    spread(shares, mean, Math.sqrt(variance));
  }
  for (const [bin, share] of shares.entries()) shares[bin] = share / count;
  const mean = sum / count;
  return {
    density: shares.map((share) => share / STEP),
    mean,
    variance: squares / count - mean * mean,
    wasserstein: wassersteinToPrior(shares),
    kl: klOf(shares),
  };
}

/** Adds one Gaussian: to each bin the share that it has there, by the density in the bin's middle. */
function spread(shares: Float64Array, mean: number, deviation: number): void {
  const last = CURVE_BINS - 1;
  const binOf = (x: number) => Math.min(last, Math.max(0, Math.floor((x + CURVE_REACH) / STEP)));
  if (deviation < NARROW) {
    const bin = binOf(mean);
    shares[bin] = (shares[bin] ?? 0) + 1;
    return;
  }
  const from = binOf(mean - TAIL * deviation);
  const to = binOf(mean + TAIL * deviation);
  const scale = STEP / deviation;
  let inside = 0;
  for (let bin = from; bin <= to; bin++)
    inside += normalDensity((binMiddle(bin) - mean) / deviation) * scale;
  // What the middles miss, and what lies beyond the ends, is shared out: each Gaussian weighs as much as any other.
  const fit = inside > 0 ? scale / inside : 0;
  for (let bin = from; bin <= to; bin++)
    shares[bin] = (shares[bin] ?? 0) + normalDensity((binMiddle(bin) - mean) / deviation) * fit;
}

/** Inside a bin both are taken as straight lines. */
function wassersteinToPrior(shares: Float64Array): number {
  let [apart, distance] = [0, 0];
  for (const [bin, share] of shares.entries()) {
    const next = apart + share - (prior[bin] ?? 0);
    distance += ((Math.abs(apart) + Math.abs(next)) / 2) * STEP;
    apart = next;
  }
  return distance;
}

function klOf(shares: Float64Array): number {
  let nats = 0;
  for (const [bin, share] of shares.entries())
    if (share > 0) nats += share * Math.log(share / (prior[bin] ?? 1));
  return Math.max(0, nats);
}
