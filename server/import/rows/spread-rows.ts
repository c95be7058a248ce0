import { createRandom } from "../../latent/random.ts";

/**
 * At most `most` of `count` rows, ascending: one of each equal stretch, at random. Every n-th would be of one class only
 * where classes take turns.
 */
export function spreadRows(count: number, most: number, seed: number): Uint32Array {
  const kept = Math.min(count, most);
  const random = createRandom(seed);
  const ends = Uint32Array.from({ length: kept + 1 }, (_, place) => (place * count) / kept);
  return Uint32Array.from({ length: kept }, (_, place) => {
    const [from, to] = [ends[place] as number, ends[place + 1] as number];
    return from + Math.floor(random() * (to - from));
  });
}
