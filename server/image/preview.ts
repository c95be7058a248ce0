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
  const [x, y, depth] = project(card.projection, z);
  const neighbours = [
    [x - STEP, y, depth],
    [x, y + STEP, depth],
    [x, y - STEP, depth],
    [x + STEP, y, depth],
  ] as const;
  const latents = [z, ...neighbours.map((point) => moveTo(card.projection, z, [...point]))];
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

function placeOf(index: number): { left: number; top: number } {
  if (index === 0) return { left: MARGIN, top: MARGIN };
  const column = (index - 1) % 2;
  const row = Math.floor((index - 1) / 2);
  return { left: MARGIN + MAIN + GAP + column * (CELL + GAP), top: MARGIN + row * (CELL + GAP) };
}

function drawTile(pixels: Uint8Array, card: ModelCard, side: number): Promise<Buffer> {
  return toSharp(pixels, card)
    .resize(Math.round(side), Math.round(side), { kernel: "cubic", fit: "fill" })
    .toColourspace("srgb")
    .png()
    .toBuffer();
}
