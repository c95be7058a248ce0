import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { createPainter } from "../../_ui/paint.ts";

/** A decoded image as a data: URL, for pictures that stand still. */
export function toDataUrl(pixels: Uint8Array, shape: ModelCard["imageShape"]): string {
  const canvas = document.createElement("canvas");
  createPainter(canvas, shape)(pixels);
  return canvas.toDataURL();
}
