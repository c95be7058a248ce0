import { createRequire } from "node:module";
import sharp from "sharp";
import { COLUMNS, columnsOf, STYLE_OPTIONS } from "./rule.ts";

export const SIDE = STYLE_OPTIONS.size;
/** Bytes of one face: its columns, then its pixels, row by row, RGB. */
export const FACE_BYTES = COLUMNS.length + SIDE * SIDE * 3;
/** Each channel is one of sixteen values, as in #rgb: edges look the same, and a lossless picture is half as large. */
const STEP = 17;

/** Draws the face of a number. */
export type Draw = (seed: number) => Promise<Uint8Array>;

/** Rejects when DiceBear, a development dependency, is not installed. */
export async function openDrawing(): Promise<Draw> {
  const { Avatar, Style } = await import("@dicebear/core");
  const style = new Style(createRequire(import.meta.url)("@dicebear/styles/lorelei.json"));
  return async (seed) => {
    const { svg, options } = new Avatar(style, { ...STYLE_OPTIONS, seed: String(seed) }).toJSON();
    const face = new Uint8Array(FACE_BYTES);
    face.set(columnsOf(options));
    const pixels = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer();
    face.set(
      pixels.map((value) => Math.round(value / STEP) * STEP),
      COLUMNS.length,
    );
    return face;
  };
}
