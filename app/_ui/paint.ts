import type { ModelCard } from "../../server/protocol/model-card.ts";

type ImageShape = ModelCard["imageShape"];

/** Spreads decoded bytes (grey or RGB) over opaque RGBA. */
export function toRgba(pixels: ArrayLike<number>, channels: 1 | 3, rgba: Uint8ClampedArray): void {
  const count = rgba.length / 4;
  const step = channels === 3 ? 1 : 0;
  for (let i = 0; i < count; i++) {
    const from = i * channels;
    rgba[4 * i] = pixels[from] ?? 0;
    rgba[4 * i + 1] = pixels[from + step] ?? 0;
    rgba[4 * i + 2] = pixels[from + 2 * step] ?? 0;
    rgba[4 * i + 3] = 255;
  }
}

/** From this width or height on pixels are finer than places for images: smaller ones show them, these are made smaller smoothly. */
const FINE_PX = 160;

/**
 * A painter for one canvas: sizes it to the image and draws decoded bytes pixel by pixel, reusing its buffer. In a place of
 * another shape the image is whole, in the middle.
 */
export function createPainter(canvas: HTMLCanvasElement, shape: ImageShape) {
  const [height, width, channels] = shape;
  canvas.width = width;
  canvas.height = height;
  canvas.style.objectFit = "contain";
  if (Math.max(width, height) >= FINE_PX) canvas.style.imageRendering = "auto";
  const context = canvas.getContext("2d");
  const image = context?.createImageData(width, height);
  return (pixels: ArrayLike<number>) => {
    if (!context || !image) return;
    toRgba(pixels, channels, image.data);
    context.putImageData(image, 0, 0);
  };
}

/** Mixes two decoded images, `t` of the way from a to b, into `out`. */
export function mix(a: Uint8Array, b: Uint8Array, t: number, out: Uint8ClampedArray): void {
  for (let i = 0; i < out.length; i++) {
    const from = a[i] ?? 0;
    out[i] = from + ((b[i] ?? 0) - from) * t;
  }
}
