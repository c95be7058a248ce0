import type { Picture } from "../decide/picture.ts";
import { type OnnxFile, readOnnx } from "../graph/read-model.ts";
import { ImportError } from "../import-error.ts";
import { EngineError, type Runner } from "../runner/runner.ts";
import { type CodeOutputs, codeOutputs } from "./code-outputs.ts";
import { type ImageInput, imageInput } from "./image-input.ts";

/** An encoder that fits a decoder, as it was given. */
export interface OpenEncoder {
  file: OnnxFile;
  input: ImageInput;
  outputs: CodeOutputs;
}

/** Reads an encoder and runs it once, on a grey picture. @throws ImportError when it does not fit or does not run */
export async function openEncoder(
  path: string,
  { runner, picture, dim }: { runner: Runner; picture: Picture; dim: number },
): Promise<OpenEncoder> {
  const file = await readOnnx(path);
  const input = imageInput(file, picture);
  const { name, type, dims, batch } = input;
  const copies = Math.max(1, batch ?? 1);
  const pixels = picture.shape.reduce((product, size) => product * size, copies);
  const feed = {
    ...{ name, type, dims: batch === 0 ? dims : [copies, ...dims] },
    values: new Float32Array(pixels).fill(0.5),
  };
  const wanted = file.outputs.map((output) => output.name);
  try {
    await runner.open(file.name, path);
    const found = await runner.run(file.name, feed, { wanted, images: copies });
    const sizes = new Map(found.map((output) => [output.name, output.values.length / copies]));
    return { file, input, outputs: codeOutputs(file, sizes, dim) };
  } catch (cause) {
    if (!(cause instanceof EngineError)) throw cause;
    throw new ImportError(`The engine cannot run the encoder ${file.name}: ${cause.message}`, {
      cause,
    });
  }
}
