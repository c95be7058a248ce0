import type { ElementType } from "../graph/ports.ts";
import type { OnnxFile } from "../graph/read-model.ts";
import { ImportError } from "../import-error.ts";
import { EngineError, type Runner } from "../runner/runner.ts";
import type { LatentInput } from "./latent-input.ts";

/** What an output of the file as it was given holds over some latents. */
export interface ProbedOutput {
  name: string;
  type: ElementType | undefined;
  /** Of one picture, without the batch. */
  dims: readonly number[];
  /** A picture's numbers each. */
  samples: Float32Array[];
}

export interface Probed {
  outputs: ProbedOutput[];
  /** What one image takes, in milliseconds, once warm. */
  ms: number;
}

export interface Probe {
  runner: Runner;
  /** What the runner knows the session as: the file's name. */
  key: string;
  file: OnnxFile;
  input: LatentInput;
}

/** Numbers of all samples together. */
const SAMPLES_MAX = 64 << 20;
const SAMPLES_MIN = 4;

/**
 * Runs a decoder as its owner would, one latent at a time. @param latents raw, row by row
 * @throws ImportError with the engine's words, when it does not run
 */
export async function probeDecoder(probe: Probe, latents: Float32Array): Promise<Probed> {
  const { file, input } = probe;
  const count = latents.length / input.dim;
  const outputs = new Map<string, ProbedOutput>();
  let ms = Number.POSITIVE_INFINITY;
  for (let row = 0; row < count; row++) {
    const start = performance.now();
    const found = await runOne(probe, latents.subarray(row * input.dim, (row + 1) * input.dim));
    ms = Math.min(ms, performance.now() - start);
    for (const { name, dims, values } of found) {
      const one = oneOf(dims, values, input.batch);
      const type = file.outputs.find((port) => port.name === name)?.type;
      const known = outputs.get(name) ?? { name, type, dims: one.dims, samples: [] };
      known.samples.push(one.values);
      outputs.set(name, known);
    }
    const held = [...outputs.values()].reduce((sum, { samples }) => sum + sizeOf(samples), 0);
    if (row + 1 >= SAMPLES_MIN && held > SAMPLES_MAX) break;
  }
  return { outputs: [...outputs.values()], ms };
}

async function runOne({ runner, key, file, input }: Probe, latent: Float32Array) {
  const { name, type, shape, batch } = input;
  const copies = Math.max(1, batch ?? 1);
  const values = new Float32Array(copies * latent.length);
  for (let copy = 0; copy < copies; copy++) values.set(latent, copy * latent.length);
  const dims = batch === 0 ? shape : [copies, ...shape];
  const wanted = file.outputs.map((output) => output.name);
  try {
    return await runner.run(key, { name, type, dims, values }, { wanted, images: copies });
  } catch (cause) {
    if (!(cause instanceof EngineError)) throw cause;
    throw new ImportError(`The engine cannot run ${key}: ${cause.message}`, { cause });
  }
}

/** The first of a batch. An output may have lost its axis where the batch is one. */
function oneOf(dims: readonly number[], values: Float32Array, batch: number | null) {
  const copies = Math.max(1, batch ?? 1);
  if (batch === 0 || dims[0] !== copies) return { dims, values };
  return { dims: dims.slice(1), values: values.slice(0, values.length / copies) };
}

function sizeOf(samples: readonly Float32Array[]): number {
  return samples.reduce((sum, { length }) => sum + length, 0);
}
