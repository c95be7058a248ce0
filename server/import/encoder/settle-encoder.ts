import { writeFile } from "node:fs/promises";
import { ImportError } from "../import-error.ts";
import { EngineError, type Runner } from "../runner/runner.ts";
import { type EncoderFold, foldEncoder } from "./fold-encoder.ts";

/** Pictures as bytes, height × width × channels each → standardised codes, row by row. */
export type Encode = (pictures: Uint8Array, count: number) => Promise<Float32Array>;

export interface EncoderTrial {
  runner: Runner;
  /** Where encoder.onnx is written. */
  path: string;
  /** Some pictures to try it with. */
  pictures: Uint8Array;
  count: number;
}

/** What the sentence about a limit calls it. */
const KEY = "The finished encoder";
/** In σ and of the value itself: other orders of adding up, halves. */
const TOLERANCE = 0.02;

/**
 * Writes the encoder so that it takes any batch; one that cannot take several pictures at once, or mixes them, is given
 * them in a loop. @throws ImportError when neither runs
 */
export async function settleEncoder(fold: EncoderFold, trial: EncoderTrial): Promise<Encode> {
  let why = "";
  for (const oneByOne of fold.input.batch === 0 ? [true] : [false, true]) {
    await writeFile(trial.path, foldEncoder(fold, { oneByOne }));
    try {
      await trial.runner.open(KEY, trial.path);
      const encode = encoderOf(trial.runner, fold);
      if (await isSteady(encode, trial)) return encode;
      why = "a picture's code depends on the pictures beside it, or on chance";
    } catch (cause) {
      if (!(cause instanceof EngineError)) throw cause;
      why = cause.message;
    }
  }
  throw new ImportError(`The engine cannot run the encoder ${fold.file.name}: ${why}`);
}

function encoderOf(runner: Runner, { imageShape }: EncoderFold): Encode {
  return async (pictures, count) => {
    const values = Float32Array.from(pictures, (byte) => byte / 255);
    const feed = { name: "image", type: "float32", dims: [count, ...imageShape], values } as const;
    const [code] = await runner.run(KEY, feed, { wanted: ["z_mean"], images: count });
    return code?.values ?? new Float32Array();
  };
}

/** Whether codes are the same for pictures together and alone. */
async function isSteady(encode: Encode, { pictures, count }: EncoderTrial): Promise<boolean> {
  const together = await encode(pictures, count);
  const [size, dim] = [pictures.length / count, together.length / count];
  for (let row = 0; row < count; row++) {
    const alone = await encode(pictures.subarray(row * size, (row + 1) * size), 1);
    if (alone.length !== dim) return false;
    for (const [at, value] of alone.entries())
      if (!(Math.abs(value - (together[row * dim + at] ?? 0)) <= TOLERANCE * (1 + Math.abs(value))))
        return false;
  }
  return true;
}
