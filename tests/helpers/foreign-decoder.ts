import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { tensor } from "@tensorflow/tfjs-core";
import { layers, sequential } from "@tensorflow/tfjs-layers";
import { exportOnnx } from "../../server/model/onnx/onnx-export.ts";
import { chooseBackend } from "../../server/train/backend/backend.ts";

const LATENT_DIM = 6;
/** Height and width, pixels. */
type Size = readonly [number, number];
const ROWS = 300;
/** Its latents are N(4, 3²) in each dimension, as another's units may be. */
const [MEAN, STD] = [4, 3];
const COLOURS = ["warm", "холодный"];

/**
 * What somebody brings along: `decoder.onnx` that draws coloured waves, `latents.npy` in its own units, and `labels.csv` with a
 * column of names and one of numbers.
 */
export async function writeForeignDecoder(folder: string, size: Size = [32, 32]): Promise<void> {
  await chooseBackend("wasm");
  const z = latents();
  const rows = Array.from({ length: ROWS }, (_, row) => {
    const [first = 0, second = 0] = z.subarray(row * LATENT_DIM, row * LATENT_DIM + 2);
    return `${COLOURS[first > MEAN ? 0 : 1]},${second.toFixed(2)}`;
  });
  await Promise.all([
    writeFile(join(folder, "decoder.onnx"), exportOnnx(waves(size), ["picture"])),
    writeFile(join(folder, "latents.npy"), npy(z, [ROWS, LATENT_DIM])),
    writeFile(join(folder, "labels.csv"), ["tone,height", ...rows, ""].join("\n")),
  ]);
}

/** Sums of sines are near enough to a bell, and the same each time. */
function latents(): Float32Array {
  return Float32Array.from({ length: ROWS * LATENT_DIM }, (_, i) => {
    const bell = Math.sin(i * 12.9898) + Math.sin(i * 78.233) + Math.sin(i * 39.425);
    return MEAN + (STD * bell) / Math.sqrt(1.5);
  });
}

/** image = σ(W (z − mean)), where the columns of W are waves: of warmth, of brightness from top to bottom, then finer ones. */
function waves(size: Size) {
  const [height, width] = size;
  const units = height * width * 3;
  const dense = layers.dense({ units, activation: "sigmoid", inputShape: [LATENT_DIM] });
  const kernel = Float32Array.from({ length: LATENT_DIM * units }, (_, i) =>
    wave(Math.floor(i / units), i % units, size),
  );
  const bias = Float32Array.from({ length: units }, (_, unit) => {
    let sum = 0;
    for (let d = 0; d < LATENT_DIM; d++) sum += kernel[d * units + unit] ?? 0;
    return -MEAN * sum;
  });
  const model = sequential({
    layers: [dense, layers.reshape({ targetShape: [height, width, 3] })],
  });
  dense.setWeights([tensor(kernel, [LATENT_DIM, units]), tensor(bias)]);
  return model;
}

function wave(dimension: number, unit: number, [height, width]: Size): number {
  const channel = unit % 3;
  const pixel = Math.floor(unit / 3);
  const [x, y] = [(pixel % width) / width, Math.floor(pixel / width) / height];
  if (dimension === 0) return 0.5 * (1 - channel);
  if (dimension === 1) return 0.6 * Math.cos(Math.PI * y);
  return 0.4 * Math.sin(2 * Math.PI * ((dimension - 1) * x + (5 - dimension) * y) + channel);
}

/** NumPy's format, version 1, of little-endian float32. */
function npy(values: Float32Array, shape: readonly number[]): Uint8Array {
  const about = `{'descr': '<f4', 'fortran_order': False, 'shape': (${shape.join(", ")},), }`;
  const header = `${about.padEnd(Math.ceil((about.length + 11) / 64) * 64 - 11)}\n`;
  const start = Buffer.from(`\x93NUMPY\x01\x00__${header}`, "latin1");
  start.writeUInt16LE(header.length, 8);
  return Buffer.concat([start, Buffer.from(values.buffer)]);
}
