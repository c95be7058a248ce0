/** Images side by side in one picture, row by row, cells of equal size. */
export interface Mosaic {
  /** The picture's pixels, row by row, 0..255. */
  pixels: Uint8Array;
  columns: number;
  shape: readonly [height: number, width: number, channels: 1 | 3];
}

export interface NearestImage {
  row: number;
  /** Mean squared difference per pixel, pixels 0..1. */
  error: number;
}

/** The image of one cell. */
export function imageAt(mosaic: Mosaic, row: number): Uint8Array<ArrayBuffer> {
  const { columns, shape } = mosaic;
  const [height, width, channels] = shape;
  const line = width * channels;
  const image = new Uint8Array(height * line);
  for (let y = 0; y < height; y++) {
    const from = offsetOf(mosaic, row) + y * columns * line;
    image.set(mosaic.pixels.subarray(from, from + line), y * line);
  }
  return image;
}

/** The image among rows [from, to) that differs least from `image`, every one tried; of equals the first. `except` is passed over. */
export function nearestImage(
  mosaic: Mosaic,
  image: Uint8Array,
  { from, to, except = -1 }: { from: number; to: number; except?: number },
): NearestImage {
  let row = from;
  let least = Number.POSITIVE_INFINITY;
  for (let other = from; other < to; other++) {
    if (other === except) continue;
    const square = squareWithin(mosaic, other, image, least);
    if (square >= least) continue;
    least = square;
    row = other;
  }
  return { row, error: least / image.length / 255 ** 2 };
}

/** Σ of squared differences, or some number not below `limit` once it has passed it. */
function squareWithin(mosaic: Mosaic, row: number, image: Uint8Array, limit: number): number {
  const { pixels, columns, shape } = mosaic;
  const [height, width, channels] = shape;
  const line = width * channels;
  const start = offsetOf(mosaic, row);
  let square = 0;
  for (let y = 0; y < height && square < limit; y++) {
    const at = start + y * columns * line;
    const own = y * line;
    for (let x = 0; x < line; x++) {
      const difference = (pixels[at + x] as number) - (image[own + x] as number);
      square += difference * difference;
    }
  }
  return square;
}

function offsetOf({ columns, shape: [height, width, channels] }: Mosaic, row: number): number {
  return (Math.floor(row / columns) * height * columns + (row % columns)) * width * channels;
}
