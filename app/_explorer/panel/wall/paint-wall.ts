import type { ModelCard } from "../../../../server/protocol/model-card.ts";
import { createPainter } from "../../../_ui/paint.ts";
import { live } from "../../live.ts";
import { cornerOf, type WallLayout } from "./wall-layout.ts";

interface WallView {
  slots: readonly number[];
  layout: WallLayout;
  from: number;
  to: number;
  scrolled: number;
}

export interface WallPainter {
  /** Paints what changed since the last call; everything in sight when the view did. Returns how many tiles it painted. */
  paint: (view: WallView) => number;
  /** The canvas has another size, and is empty. */
  resize: (width: number, height: number) => void;
}

/** Paints all tiles in sight into one canvas: a picture costs two copies, and no element of the page. */
export function createWallPainter(
  canvas: HTMLCanvasElement,
  shape: ModelCard["imageShape"],
): WallPainter {
  // Never read from the graphics card: thousands of small copies are faster where the pixels are.
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const cell = document.createElement("canvas");
  cell.getContext("2d", { willReadFrequently: true });
  const paintCell = createPainter(cell, shape);
  const [height, width] = shape;
  const longer = Math.max(width, height);
  let seen: WallView | null = null;
  let shown: (Uint8Array | null)[] = [];
  let scale = 1;

  const paintTile = (view: WallView, index: number, pixels: Uint8Array) => {
    const { x, y } = cornerOf(view.layout, index);
    const edge = view.layout.edge * scale;
    paintCell(pixels);
    // Small pictures keep their pixels; large ones are made smaller smoothly.
    if (context) context.imageSmoothingEnabled = longer > edge;
    // Whole, in the middle of its square.
    const [wide, high] = [(edge * width) / longer, (edge * height) / longer];
    context?.drawImage(
      cell,
      Math.round(x * scale + (edge - wide) / 2),
      Math.round((y - view.scrolled) * scale + (edge - high) / 2),
      wide,
      high,
    );
  };

  return {
    resize(cssWidth, cssHeight) {
      scale = Math.min(2, devicePixelRatio || 1);
      canvas.width = Math.round(cssWidth * scale);
      canvas.height = Math.round(cssHeight * scale);
      canvas.style.width = `${cssWidth}px`;
      canvas.style.height = `${cssHeight}px`;
      seen = null;
    },
    paint(view) {
      const moved = !seen || !sameView(seen, view);
      if (moved) {
        context?.clearRect(0, 0, canvas.width, canvas.height);
        shown = [];
      }
      seen = view;
      let painted = 0;
      for (let index = view.from; index < view.to; index++) {
        const pixels = live.cursors.get(view.slots[index] ?? -1)?.pixels ?? null;
        if (!pixels || pixels === shown[index]) continue;
        shown[index] = pixels;
        paintTile(view, index, pixels);
        painted++;
      }
      return painted;
    },
  };
}

function sameView(a: WallView, b: WallView): boolean {
  return a.slots === b.slots && a.layout === b.layout && a.scrolled === b.scrolled;
}
