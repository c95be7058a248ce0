import type { Picture } from "../decide/picture.ts";
import { type OnnxFile, readOnnx } from "../graph/read-model.ts";
import { ImportError } from "../import-error.ts";
import { EngineError, type Runner } from "../runner/runner.ts";
import { type CodeOutputs, codeOutputs } from "./code-outputs.ts";
import { type ImageInput, imageInputs } from "./image-input.ts";

/** An encoder that fits a decoder, as it was given. */
export interface OpenEncoder {
  file: OnnxFile;
  /** Ways in which it takes pictures. */
  inputs: ImageInput[];
  outputs: CodeOutputs;
}

/** Reads an encoder and runs it on a grey picture. @throws ImportError when it does not fit or does not run */
export async function openEncoder(
  path: string,
  { runner, picture, dim, layout }: Fitting,
): Promise<OpenEncoder> {
  const file = await readOnnx(path);
  const wanted = file.outputs.map((output) => output.name);
  const inputs: ImageInput[] = [];
  let sizes = new Map<string, number>();
  let failure: EngineError | undefined;
  for (const input of imageInputs(file, picture, layout)) {
    const { name, type, dims, batch } = input;
    const copies = Math.max(1, batch ?? 1);
    const pixels = picture.shape.reduce((product, size) => product * size, copies);
    const values = new Float32Array(pixels).fill(0.5);
    const feed = { name, type, dims: batch === 0 ? dims : [copies, ...dims], values };
    try {
      if (inputs.length === 0) await runner.open(file.name, path);
      const found = await runner.run(file.name, feed, { wanted, images: copies });
      sizes = new Map(found.map((output) => [output.name, output.values.length / copies]));
      inputs.push(input);
      // Of one channel either order is the same.
      if (picture.shape[2] === 1) break;
    } catch (cause) {
      if (!(cause instanceof EngineError)) throw cause;
      failure = cause;
    }
  }
  if (inputs.length === 0)
    throw new ImportError(`The engine cannot run the encoder ${file.name}: ${failure?.message}`, {
      cause: failure,
    });
  return { file, inputs, outputs: codeOutputs(file, sizes, dim) };
}

interface Fitting {
  runner: Runner;
  picture: Picture;
  dim: number;
  layout: "auto" | "nchw" | "nhwc";
}
