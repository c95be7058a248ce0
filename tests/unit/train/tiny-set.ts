import { createRandom } from "../../../server/latent/random.ts";
import type { ImageSet } from "../../../server/train/data/image-set.ts";

/** Images of 8×8 pixels: a bright column for class 0, a bright row for class 1, at random places and strengths. */
export function tinySet(count: number, seed = 1): ImageSet {
  const random = createRandom(seed);
  const images = new Float32Array(count * 64);
  const labels = Uint8Array.from({ length: count }, () => Math.floor(random() * 2));
  for (const [row, label] of labels.entries()) {
    const place = Math.floor(random() * 8);
    const light = 0.5 + random() / 2;
    for (let i = 0; i < 8; i++) images[row * 64 + (label ? place * 8 + i : i * 8 + place)] = light;
  }
  return {
    ...{ id: "tiny", name: "tiny", source: "", licence: "", count, images, labels },
    classNames: ["column", "row"],
    imageShape: [8, 8, 1],
  };
}
