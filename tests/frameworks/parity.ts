import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { InferenceSession, Tensor } from "onnxruntime-node";
import type { NpyArray } from "../../server/files/npy.ts";
import { parseNpz } from "../../server/files/npz.ts";
import { ARTIFACT_FILES } from "../../server/protocol/artifact-files.ts";
import type { ModelCard } from "../../server/protocol/model-card.ts";

const REFERENCE_MAX_BYTES = 1e9;

/**
 * The largest difference, 0..1, between what an imported decoder draws and what its framework drew.
 * @param reference a .npz: `z`, latents in the decoder's own units, and `images` [N, height, width, channels] in 0..1
 */
export async function parity(
  folder: string,
  card: Pick<ModelCard, "imported" | "latentDim" | "imageShape">,
  reference: string,
): Promise<number> {
  const arrays = parseNpz(await readFile(reference), { maxBytes: REFERENCE_MAX_BYTES });
  const z = numbers(arrays, "z");
  const images = numbers(arrays, "images");
  const count = images.shape[0] ?? 0;
  const shape = images.shape.slice(1);
  if (shape.join() !== card.imageShape.join() || z.values.length !== count * card.latentDim)
    throw new Error(`read as ${card.imageShape}, the framework draws ${shape}`);
  const codes = Float32Array.from(z.values, (value, i) => standardised(value, i, card));
  const session = await InferenceSession.create(join(folder, ARTIFACT_FILES.decoderOnnx));
  const { image } = await session.run({ z: new Tensor("float32", codes, [count, card.latentDim]) });
  await session.release();
  const drawn = image?.data as Float32Array;
  if (drawn.length !== images.values.length) throw new Error(`${drawn.length} numbers were drawn`);
  return images.values.reduce<number>(
    (worst, value, i) => Math.max(worst, Math.abs(value - (drawn[i] ?? Number.NaN))),
    0,
  );
}

function standardised(value: number, at: number, card: Pick<ModelCard, "imported" | "latentDim">) {
  const dimension = at % card.latentDim;
  const { mean, std } = card.imported ?? {};
  return (value - (mean?.[dimension] ?? 0)) / (std?.[dimension] ?? 1);
}

function numbers(arrays: ReadonlyMap<string, NpyArray>, name: string) {
  const array = arrays.get(name);
  if (array === undefined || Array.isArray(array.values)) throw new Error(`no numbers ${name}`);
  return { shape: array.shape, values: array.values as Float32Array };
}
