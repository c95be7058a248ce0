import sharp from "sharp";
import { atlasLayout } from "../../../server/import/pictures/atlas-layout.ts";
import { createRandom } from "../../../server/latent/random.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { makeCard } from "../../helpers/make-card.ts";

const CLASSES = 10;
const SEED = 20;
const SHAPE: ModelCard["imageShape"] = [28, 28, 1];

/** The card of a made-up model whose id tells how many points it has. */
export function blobCard(count: number): ModelCard {
  const card = makeCard({ id: `blobs-${count}`, imageShape: SHAPE });
  const classNames = Array.from({ length: CLASSES }, (_, i) => `blob ${i}`);
  const shown = { train: count, validation: 0, heldOut: 0 };
  const { atlas } = layoutOf(count);
  const dataset = { ...card.dataset, id: card.id, classNames, atlas, ...shown, shown };
  return { ...card, dataset };
}

/** What the hover card draws from, WebP: as large as of real data, of one grey. */
export function blobThumbnails(count: number): Promise<Buffer> {
  const { atlas, rows } = layoutOf(count);
  const size = { width: atlas.columns * atlas.cell, height: rows * atlas.cell };
  return sharp({ create: { ...size, channels: 3, background: "#777777" } })
    .webp()
    .toBuffer();
}

const layoutOf = (count: number) => atlasLayout(count, SHAPE, true);

/** Ten Gaussian blobs in three dimensions, the same on every run. */
export function makeBlobs(count: number): { points: Float32Array; labels: Uint8Array } {
  const random = createRandom(SEED);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const centers = Array.from({ length: CLASSES * 3 }, () => 1.5 * normal());
  const labels = Uint8Array.from({ length: count }, () => Math.floor(random() * CLASSES));
  const points = Float32Array.from({ length: 3 * count }, (_, i) => {
    const label = labels[Math.floor(i / 3)] ?? 0;
    return (centers[3 * label + (i % 3)] ?? 0) + 0.6 * normal();
  });
  return { points, labels };
}
