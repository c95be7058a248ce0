import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { ARTIFACT_FILES } from "../../protocol/artifact-files.ts";

/** Codes of images, count × latentDim; `logVar` only where there is a posterior. */
export interface Codes {
  mean: Float32Array;
  logVar: Float32Array | undefined;
}

/** A model as plain arrays in, plain arrays out; images are rows of pixels in 0..1. */
export interface Codec {
  encode(images: Float32Array): Promise<Codes>;
  decode(z: Float32Array): Promise<Float32Array>;
  /** Of a model that had an adversary. */
  discriminate: Discriminate | undefined;
  dispose(): Promise<void>;
}

/** Codes → logits that they were drawn from the prior. */
export type Discriminate = (z: Float32Array) => Promise<Float32Array>;

export interface CodecShape {
  latentDim: number;
  imageShape: readonly [number, number, number];
}

/** Rows a run: enough to keep the processor busy, small enough to stay in its cache. */
const BATCH = 256;

/** Runs an artefact's ONNX files on the processor. Rejects when a file is absent or broken. */
export async function openOnnxCodec(folder: string, shape: CodecShape): Promise<Codec> {
  const [encoder, decoder] = await Promise.all(
    [ARTIFACT_FILES.encoderOnnx, ARTIFACT_FILES.decoderOnnx].map((file) =>
      openOnnx(join(folder, file)),
    ),
  );
  if (encoder === undefined || decoder === undefined) throw new Error("no session");
  const adversary = await openIfThere(join(folder, ARTIFACT_FILES.discriminator));
  const pixels = shape.imageShape.reduce((product, size) => product * size, 1);
  return {
    encode: async (images) => {
      const outputs = await runBatched(encoder, { values: images, name: "image", width: pixels }, [
        ...shape.imageShape,
      ]);
      return { mean: take(outputs, "z_mean"), logVar: outputs.get("z_log_var") };
    },
    decode: async (z) => {
      const input = { values: z, name: "z", width: shape.latentDim };
      return take(await runBatched(decoder, input, [shape.latentDim]), "image");
    },
    discriminate:
      adversary &&
      (async (z) => {
        const input = { values: z, name: "z", width: shape.latentDim };
        return take(await runBatched(adversary, input, [shape.latentDim]), "from_prior");
      }),
    dispose: async () => {
      await Promise.all([encoder, decoder, adversary].map((session) => session?.release()));
    },
  };
}

/** Rejects when the file is absent or broken. */
export async function openOnnx(file: string): Promise<InferenceSession> {
  return InferenceSession.create(await readFile(file), { executionProviders: ["cpu"] });
}

async function openIfThere(file: string): Promise<InferenceSession | undefined> {
  return existsSync(file) ? await openOnnx(file) : undefined;
}

/** Runs rows of `width` numbers through a session, some hundred at a time; each output is one array. */
export async function runBatched(
  session: InferenceSession,
  { values, name, width }: { values: Float32Array; name: string; width: number },
  shape: number[],
): Promise<Map<string, Float32Array>> {
  const count = values.length / width;
  const results = new Map<string, Float32Array>();
  for (let start = 0; start < count; start += BATCH) {
    const rows = Math.min(BATCH, count - start);
    const part = values.slice(start * width, (start + rows) * width);
    const outputs = await session.run({ [name]: new Tensor("float32", part, [rows, ...shape]) });
    for (const [key, tensor] of Object.entries(outputs)) {
      const data = tensor.data as Float32Array;
      const whole = results.get(key) ?? new Float32Array((data.length / rows) * count);
      whole.set(data, (data.length / rows) * start);
      results.set(key, whole);
    }
  }
  return results;
}

export function take(outputs: Map<string, Float32Array>, name: string): Float32Array {
  const values = outputs.get(name);
  if (values === undefined) throw new Error(`the ONNX file has no output "${name}"`);
  return values;
}
