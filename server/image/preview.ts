import sharp from "sharp";
import { moveTo, project } from "../latent/projection.ts";
import type { Bookmark } from "../protocol/entities.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import type { DecodeScheduler } from "../schedule/decode-scheduler.ts";
import { toSharp } from "./image-file.ts";

/** The size that link previews ask for. */
const WIDTH = 1200;
const HEIGHT = 630;
const MARGIN = 45;
const MAIN = HEIGHT - 2 * MARGIN;
const GAP = 20;
const CELL = (MAIN - GAP) / 2;
const BACKGROUND = "#0b0e14";
/** How far the four neighbours lie from the bookmark, in standard deviations of the prior. */
const STEP = 1;

/** A link-preview image: the bookmark's picture large, and beside it four steps along the first two axes. */
export async function drawPreview(
  bookmark: Pick<Bookmark, "z">,
  card: ModelCard,
  decode: DecodeScheduler["decode"],
): Promise<Buffer> {
  const z = Float32Array.from(bookmark.z);
  const latents = [z, ...around(z, card)];
  const packed = new Float32Array(latents.length * card.latentDim);
  for (const [i, latent] of latents.entries()) packed.set(latent, i * card.latentDim);
  const pixels = await decode(card.id, packed, latents.length);
  const size = pixels.length / latents.length;
  const tiles = await Promise.all(
    latents.map(async (_, i) => ({
      input: await drawTile(pixels.subarray(i * size, (i + 1) * size), card, i === 0 ? MAIN : CELL),
      ...placeOf(i),
    })),
  );
  return sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: BACKGROUND } })
    .composite(tiles)
    .png()
    .toBuffer();
}

/** To the left, up, down and to the right along the scatter's first two axes; of a scatter without a formula, along the first two dimensions. */
function around(z: Float32Array, { projection }: ModelCard): Float32Array[] {
  const ways = [
    [-STEP, 0],
    [0, STEP],
    [0, -STEP],
    [STEP, 0],
  ] as const;
  const formula = projection.kind === "umap" ? ({ kind: "identity" } as const) : projection;
  const [x, y, depth] = project(formula, z);
  return ways.map(([right, up]) => moveTo(formula, z, [x + right, y + up, depth]));
}

function placeOf(index: number): { left: number; top: number } {
  if (index === 0) return { left: MARGIN, top: MARGIN };
  const column = (index - 1) % 2;
  const row = Math.floor((index - 1) / 2);
  return { left: MARGIN + MAIN + GAP + column * (CELL + GAP), top: MARGIN + row * (CELL + GAP) };
}

function drawTile(pixels: Uint8Array, card: ModelCard, side: number): Promise<Buffer> {
  return toSharp(pixels, card)
    .resize(Math.round(side), Math.round(side), {
      kernel: "cubic",
      fit: "contain",
      background: BACKGROUND,
    })
    .toColourspace("srgb")
    .png()
    .toBuffer();
}
