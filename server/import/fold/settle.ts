import { writeFile } from "node:fs/promises";
import { toBytes } from "../../protocol/pixels.ts";
import type { Picture } from "../decide/picture.ts";
import { type Range, toUnit } from "../decide/range.ts";
import { ImportError } from "../import-error.ts";
import { EngineError, type Runner } from "../runner/runner.ts";
import { type DecoderFold, foldDecoder } from "./fold-decoder.ts";

/** A decoder as one of ours, written and tried. */
export interface Settled {
  /** Standardised latents, row by row → bytes of as many pictures, height × width × channels each. */
  decode: (z: Float32Array, count: number) => Promise<Uint8Array>;
  oneByOne: boolean;
  /** Largest difference to the file as it was given, in steps of a byte. */
  difference: number;
}

export interface Trial {
  runner: Runner;
  /** Where decoder.onnx is written. */
  path: string;
  /** Raw latents, and what the file as it was given made of each. */
  latents: Float32Array;
  samples: readonly Float32Array[];
}

/** In steps of a byte: other orders of adding up. */
const DIFFERENCE_MAX = 1;
/** What the sentence about a limit calls it. */
const KEY = "The finished decoder";

/**
 * Writes the decoder so that it takes any batch, and holds it to what the file gave one by one. A graph that cannot take
 * several at once, or mixes them, is given them in a loop.
 * @throws ImportError when neither gives the pictures of the file
 */
export async function settleDecoder(fold: DecoderFold, trial: Trial): Promise<Settled> {
  let why = "";
  for (const oneByOne of fold.input.batch === 0 ? [true] : [false, true]) {
    await writeFile(trial.path, foldDecoder(fold, { oneByOne }));
    try {
      await trial.runner.open(KEY, trial.path);
      const decode = decoderOf(trial.runner, fold);
      const difference = await compare(decode, fold, trial);
      if (difference <= DIFFERENCE_MAX) return { decode, oneByOne, difference };
      why = `its pictures differ by ${difference} of 255 from those of the file itself`;
    } catch (cause) {
      if (!(cause instanceof EngineError)) throw cause;
      why = cause.message;
    }
  }
  const { name, random } = fold.file;
  if (random)
    throw new ImportError(
      `${name} draws numbers of its own (${random}), so that a latent gives another picture each time: export it with that noise fixed.`,
    );
  throw new ImportError(`The engine cannot run ${name} for a room: ${why}`);
}

function decoderOf(runner: Runner, { input }: DecoderFold): Settled["decode"] {
  return async (z, count) => {
    const feed = { name: "z", type: "float32", dims: [count, input.dim], values: z } as const;
    const [image] = await runner.run(KEY, feed, { wanted: ["image"], images: count, as: "bytes" });
    return image?.bytes ?? new Uint8Array();
  };
}

/** All at once, then one alone: either may be what a graph cannot. */
async function compare(
  decode: Settled["decode"],
  fold: DecoderFold,
  trial: Trial,
): Promise<number> {
  const count = trial.samples.length;
  const dim = fold.input.dim;
  const z = standardised(trial.latents.subarray(0, count * dim), fold);
  const expected = trial.samples.map((values) => pixelsOf(values, fold.picture, fold.range));
  const together = await decode(z, count);
  const alone = await decode(z.slice(0, dim), 1);
  const size = expected[0]?.length ?? 0;
  const differences = expected.map((pixels, row) =>
    largest(pixels, together.subarray(row * size, (row + 1) * size)),
  );
  return Math.max(...differences, largest(expected[0] ?? new Uint8Array(), alone));
}

/** One picture's numbers as bytes, height × width × channels. */
export function pixelsOf(
  values: Float32Array,
  { planar, shape }: Picture,
  range: Range,
): Uint8Array {
  const [height, width, channels] = shape;
  const unit = toUnit(range);
  const area = height * width;
  const pixels = new Float32Array(values.length);
  for (let at = 0; at < pixels.length; at++) {
    const channel = at % channels;
    const from = planar ? channel * area + (at - channel) / channels : at;
    pixels[at] = unit(values[from] ?? 0);
  }
  return toBytes(pixels);
}

function standardised(latents: Float32Array, { mean, std }: DecoderFold): Float32Array {
  const dim = mean.length;
  return latents.map((value, at) => (value - (mean[at % dim] ?? 0)) / (std[at % dim] ?? 1));
}

function largest(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  let difference = 0;
  for (let at = 0; at < a.length; at++)
    difference = Math.max(difference, Math.abs((a[at] ?? 0) - (b[at] ?? 0)));
  return difference;
}
