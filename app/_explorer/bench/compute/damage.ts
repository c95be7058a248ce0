import { blur, mask } from "../../../../server/degrade/filters.ts";
import { addNoise, NOISES, type Noise, unveil } from "../../../../server/degrade/noise.ts";
import { meanPool, pooledShape, upsample } from "../../../../server/degrade/resample.ts";
import { type Shape, sizeOf } from "../../../../server/degrade/shape.ts";
import { createRandom } from "../../../../server/latent/random.ts";
import { BENCH_FACTORS, type BenchDamage } from "../../../../server/protocol/bench.ts";

/** A damaged image. */
export interface Damaged {
  /** As large as it was: what models with a code are given. */
  seen: Float32Array;
  /** What a model that makes it larger is given; the same where no pixels were taken. */
  low: Float32Array;
}

/** The same numbers damage the same image in the same way on every page. */
export function damageImage(image: Float32Array, shape: Shape, damage: BenchDamage): Damaged {
  let seen = blur(image, shape, damage.blur);
  const noise = noiseOf(damage);
  if (noise) seen = addNoise(seen, noise, createRandom(damage.seed));
  if (damage.mask > 0) seen = mask(seen, shape, square(damage.mask));
  if (damage.factor === 1) return { seen, low: seen };
  const { factor } = damage;
  const low = meanPool(seen, shape, factor);
  return { seen: upsample(low, pooledShape(shape, factor), { factor, kernel: "nearest" }), low };
}

function noiseOf({ noise, level }: BenchDamage): Noise | null {
  if (noise === "none" || level === 0) return null;
  const { mean, deviation } = NOISES[noise];
  return { mean: mean * level, deviation: deviation * level };
}

/** For filters that know nothing of a grey veil: whoever uses them would take it away first. */
export function withoutVeil(seen: Float32Array, damage: BenchDamage): Float32Array {
  const noise = noiseOf(damage);
  return noise ? unveil(seen, noise) : seen;
}

/** In the middle, `share` of height and width. */
function square(share: number) {
  const [from, to] = [(1 - share) / 2, (1 + share) / 2];
  return { left: from, top: from, right: to, bottom: to };
}

/** So much of it, 0..1: how an image got to where it is. Fewer pixels come all at once, at the end. */
export function partOf(damage: BenchDamage, share: number): BenchDamage {
  if (share >= 1) return damage;
  const { blur, level, mask } = damage;
  return { ...damage, blur: blur * share, level: level * share, mask: mask * share, factor: 1 };
}

/** What can be taken from images of this shape. */
export function factorsOf([height, width]: Shape): BenchDamage["factor"][] {
  return BENCH_FACTORS.filter((factor) => height % factor === 0 && width % factor === 0);
}

/** Every pixel drawn evenly from 0..1, as coarse as the pixels that will be taken from it: what is pooled again is noise still. */
export function noiseImage(shape: Shape, { seed, factor }: BenchDamage): Float32Array {
  const coarse = pooledShape(shape, factor);
  const random = createRandom(seed ^ 0x5eed);
  const pixels = Float32Array.from({ length: sizeOf(coarse) }, random);
  return factor === 1 ? pixels : upsample(pixels, coarse, { factor, kernel: "nearest" });
}
