import type { FileRead, FileToRead } from "./messages.ts";

/** The part of a worker's global scope that is used; TypeScript's own types for it do not go with those of pages. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<FileToRead>) => void) | null;
  postMessage: (message: FileRead, transfer?: Transferable[]) => void;
}

const scope = globalThis as unknown as WorkerScope;
let context: OffscreenCanvasRenderingContext2D | null = null;

scope.onmessage = async ({ data: { id, bytes, channels } }) => {
  const pixels = await read(bytes, channels).catch(() => null);
  scope.postMessage({ id, pixels }, pixels ? [pixels.buffer] : []);
};

async function read(
  bytes: Uint8Array<ArrayBuffer>,
  channels: 1 | 3,
): Promise<Uint8Array<ArrayBuffer>> {
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/webp" }));
  const { width, height } = bitmap;
  if (context?.canvas.width !== width || context.canvas.height !== height)
    context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
  if (!context) throw new Error("this browser draws nothing in workers");
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return withoutAlpha(context.getImageData(0, 0, width, height).data, channels);
}

function withoutAlpha(rgba: Uint8ClampedArray, channels: 1 | 3): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array((rgba.length / 4) * channels);
  for (let from = 0, to = 0; from < rgba.length; from += 4)
    for (let c = 0; c < channels; c++) pixels[to++] = rgba[from + c] as number;
  return pixels;
}
