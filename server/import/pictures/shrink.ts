import type { Dataset } from "../../protocol/dataset.ts";

/** Of a pixel of the small image, along one side: the pixels of the large one that it covers, and each one's share of it. */
interface Cover {
  first: number;
  shares: Float32Array;
}

/**
 * Makes images of one shape small enough for a square cell, the whole image in its middle, black around; each pixel is the
 * mean of what it covers. sharp takes a millisecond an image, however small it is: ten times as long.
 */
export function shrinker(
  [height, width, channels]: Dataset["imageShape"],
  cell: number,
): (image: Uint8Array) => Uint8Array {
  if (height === cell && width === cell) return (image) => image;
  const scale = Math.min(1, cell / Math.max(height, width));
  const [h, w] = [Math.max(1, Math.round(height * scale)), Math.max(1, Math.round(width * scale))];
  const start = (((cell - h) >> 1) * cell + ((cell - w) >> 1)) * channels;
  const [down, across] = [covers(height, h), covers(width, w)];
  const sum = new Float32Array(width * channels);
  return (image) => {
    const small = new Uint8Array(cell * cell * channels);
    for (const [y, cover] of down.entries()) {
      sum.fill(0);
      addLines(sum, image, cover);
      const target = start + y * cell * channels;
      squeeze(sum, across, { channels, target: small.subarray(target, target + w * channels) });
    }
    return small;
  };
}

/** The mean of the lines of an image that one line of the small one covers. */
function addLines(sum: Float32Array, image: Uint8Array, { first, shares }: Cover): void {
  for (let i = 0; i < shares.length; i++) {
    const share = shares[i] as number;
    const start = (first + i) * sum.length;
    for (let x = 0; x < sum.length; x++)
      sum[x] = (sum[x] as number) + share * (image[start + x] as number);
  }
}

/** A line of pixels, fewer of them. */
function squeeze(
  line: Float32Array,
  across: readonly Cover[],
  { channels, target }: { channels: number; target: Uint8Array },
): void {
  for (let at = 0; at < target.length; at++) {
    const { first, shares } = across[Math.floor(at / channels)] as Cover;
    let sum = 0;
    let from = first * channels + (at % channels);
    for (let i = 0; i < shares.length; i++, from += channels)
      sum += (shares[i] as number) * (line[from] as number);
    target[at] = Math.round(sum);
  }
}

function covers(from: number, to: number): Cover[] {
  const step = from / to;
  return Array.from({ length: to }, (_, place) => {
    const [start, end] = [place * step, Math.min(from, (place + 1) * step)];
    const first = Math.floor(start);
    const shares = Float32Array.from({ length: Math.ceil(end) - first }, (_unused, i) => {
      const inside = Math.min(end, first + i + 1) - Math.max(start, first + i);
      return inside / (end - start);
    });
    return { first, shares };
  });
}
