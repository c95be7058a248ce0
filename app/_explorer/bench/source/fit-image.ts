import type { Shape } from "../../../../server/degrade/shape.ts";

/** A picture as a canvas gives it: RGBA, opaque. */
export interface Picture {
  rgba: Uint8ClampedArray;
  width: number;
  height: number;
}

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Around what was drawn: as digits have in the data, 4 of 28 pixels. */
const MARGIN = 1 / 7;
/** An edge that is darker than this, after turning, is empty. */
const EMPTY = 0.4;
/** What stands out of the background so far is ink. */
const INK = 0.3;

/**
 * Any picture as an image of a model's shape. Grey ones become light on dark, which is said by `inverted`; where their edge is
 * empty they are cut to what is drawn, and it is put into the middle, as large as in the data.
 */
export function fitImage(
  picture: Picture,
  shape: Shape,
): { pixels: Uint8Array; inverted: boolean } {
  const { width, height } = picture;
  if (shape[2] !== 1) {
    const colours = [0, 1, 2].map((c) => channelOf(picture, c));
    return {
      pixels: placed(colours, { left: 0, top: 0, width, height }, width, shape, 0),
      inverted: false,
    };
  }
  const light = greyOf(picture);
  const inverted = edgeMean(light, width, height) > 0.5;
  const grey = inverted ? light.map((value) => 1 - value) : light;
  const background = edgeMean(grey, width, height);
  if (background > EMPTY)
    return {
      pixels: placed([grey], { left: 0, top: 0, width, height }, width, shape, 0),
      inverted,
    };
  const most = grey.reduce((a, b) => Math.max(a, b), 0);
  const range = Math.max(0.05, most - background);
  const ink = grey.map((value) => Math.min(1, Math.max(0, (value - background) / range)));
  return { pixels: placed([ink], boxOf(ink, width, height), width, shape, MARGIN), inverted };
}

function channelOf({ rgba }: Picture, channel: number): Float32Array {
  return Float32Array.from(
    { length: rgba.length / 4 },
    (_, i) => (rgba[4 * i + channel] ?? 0) / 255,
  );
}

function greyOf(picture: Picture): Float32Array {
  const [red, green, blue] = [0, 1, 2].map((c) => channelOf(picture, c)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  // Rec. 709.
  return red.map((r, i) => 0.2126 * r + 0.7152 * (green[i] ?? 0) + 0.0722 * (blue[i] ?? 0));
}

function edgeMean(values: Float32Array, width: number, height: number): number {
  let [sum, count] = [0, 0];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) {
        sum += values[y * width + x] ?? 0;
        count++;
      }
  return sum / Math.max(1, count);
}

/** Around all ink; the whole where there is none. */
function boxOf(ink: Float32Array, width: number, height: number): Box {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (const [at, value] of ink.entries()) {
    if (value < INK) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    [left, top, right, bottom] = [
      Math.min(left, x),
      Math.min(top, y),
      Math.max(right, x),
      Math.max(bottom, y),
    ];
  }
  if (right < left) return { left: 0, top: 0, width, height };
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** The part of the picture in the middle of the image, as large as the margin leaves, each pixel the mean of what it covers. */
function placed(
  channels: readonly Float32Array[],
  box: Box,
  sourceWidth: number,
  [height, width, depth]: Shape,
  margin: number,
): Uint8Array {
  const scale = Math.max(
    box.width / (width * (1 - 2 * margin)),
    box.height / (height * (1 - 2 * margin)),
  );
  const left = box.left + box.width / 2 - (width / 2) * scale;
  const top = box.top + box.height / 2 - (height / 2) * scale;
  const pixels = new Uint8Array(height * width * depth);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      for (let c = 0; c < depth; c++) {
        const values = channels[c] ?? new Float32Array(0);
        const covered = { left: left + x * scale, top: top + y * scale, side: scale };
        pixels[(y * width + x) * depth + c] = Math.round(
          255 * meanOver(values, sourceWidth, box, covered),
        );
      }
  return pixels;
}

/** Mean over a square of the picture; outside of the box it is 0. */
function meanOver(
  values: Float32Array,
  width: number,
  box: Box,
  { left, top, side }: { left: number; top: number; side: number },
): number {
  let sum = 0;
  for (let y = Math.floor(top); y < top + side; y++)
    for (let x = Math.floor(left); x < left + side; x++) {
      const inside =
        x >= box.left && y >= box.top && x < box.left + box.width && y < box.top + box.height;
      if (!inside) continue;
      const across = Math.min(x + 1, left + side) - Math.max(x, left);
      const down = Math.min(y + 1, top + side) - Math.max(y, top);
      sum += across * down * (values[y * width + x] ?? 0);
    }
  return Math.min(1, sum / side ** 2);
}
