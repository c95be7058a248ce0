type Context = OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D;
let context: Context | null = null;

/**
 * The pixels of a WebP file, row by row; in a worker, or in the page of a browser whose workers cannot draw.
 * @throws Error when this is no image
 */
export async function readPixels(
  bytes: Uint8Array<ArrayBuffer>,
  channels: 1 | 3,
): Promise<Uint8Array<ArrayBuffer>> {
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/webp" }));
  const { width, height } = bitmap;
  if (context?.canvas.width !== width || context.canvas.height !== height)
    context = createContext(width, height);
  if (!context) throw new Error("there is no canvas to read from");
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return withoutAlpha(context.getImageData(0, 0, width, height).data, channels);
}

function createContext(width: number, height: number): Context | null {
  const options: CanvasRenderingContext2DSettings = { willReadFrequently: true };
  if (typeof OffscreenCanvas !== "undefined")
    return new OffscreenCanvas(width, height).getContext("2d", options);
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  return canvas.getContext("2d", options);
}

/** RGBA to grey or RGB. */
export function withoutAlpha(rgba: Uint8ClampedArray, channels: 1 | 3): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array((rgba.length / 4) * channels);
  for (let from = 0, to = 0; from < rgba.length; from += 4)
    for (let c = 0; c < channels; c++) pixels[to++] = rgba[from + c] as number;
  return pixels;
}
