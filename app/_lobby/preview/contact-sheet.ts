import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { mix, toRgba } from "../../_ui/paint.ts";
import type { SheetSize } from "./sheet-size.ts";

const GAP = 2;

/** Draws the sheet at `phase` (0..1) of the loop. */
export type Contact = (phase: number) => void;

/** Sizes the canvas for a sheet of tiles and returns what draws it; neighbouring frames are mixed. */
export function createSheet(
  canvas: HTMLCanvasElement,
  [height, width, channels]: ModelCard["imageShape"],
  { columns, rows }: SheetSize,
  frames: readonly Uint8Array[],
): Contact {
  canvas.width = columns * (width + GAP) - GAP;
  canvas.height = rows * (height + GAP) - GAP;
  const context = canvas.getContext("2d");
  const tile = context?.createImageData(width, height);
  const mixed = new Uint8ClampedArray(width * height * channels);
  const tiles = columns * rows;
  return (phase) => {
    if (!context || !tile) return;
    for (let i = 0; i < tiles; i++) {
      const at = ((phase + i / tiles) % 1) * frames.length;
      const a = frames[Math.floor(at) % frames.length];
      const b = frames[(Math.floor(at) + 1) % frames.length];
      if (!a || !b) continue;
      mix(a, b, at - Math.floor(at), mixed);
      toRgba(mixed, channels, tile.data);
      const column = i % columns;
      const row = Math.floor(i / columns);
      context.putImageData(tile, column * (width + GAP), row * (height + GAP));
    }
  };
}
