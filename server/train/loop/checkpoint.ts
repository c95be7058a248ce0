import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { scalar, type Tensor, tensor } from "@tensorflow/tfjs-core";
import { z } from "zod";
import { readWeights, type Weights, writeWeights } from "../../model/weights.ts";
import { curveSchema } from "../../protocol/curve.ts";
import type { Learner } from "../learners/learner.ts";
import { UsageError } from "../usage-error.ts";
import type { ScheduledAdam } from "./optimizer.ts";
import type { Progress } from "./trainer.ts";

/** What must be equal for a run to go on where another one stopped. */
const runIdentitySchema = z.object({
  preset: z.string(),
  data: z.string(),
  latentDim: z.number(),
  seed: z.number(),
  beta: z.number(),
  batchSize: z.number(),
  /** Step size and augmentation follow a schedule over all epochs: another length is another run from the first step. */
  epochs: z.number(),
  rows: z.number(),
});
type RunIdentity = z.infer<typeof runIdentitySchema>;

const headerSchema = z.object({
  identity: runIdentitySchema,
  command: z.string(),
  epoch: z.number(),
  seconds: z.number(),
  best: z.object({ epoch: z.number(), cost: z.number() }),
  curve: curveSchema.shape.epochs,
  /** Of each optimiser. */
  optimizers: z.array(
    z.object({
      iterations: z.number(),
      moments: z.array(z.object({ name: z.string(), shape: z.array(z.number()) })),
    }),
  ),
  /** Float32 values of every array in the body: weights, best weights, moments. */
  lengths: z.array(z.number()),
});

export interface Run {
  identity: RunIdentity;
  command: string;
  learner: Learner;
  progress: Progress;
}

/**
 * One file: header length (Uint32 LE), JSON header padded to 4 bytes, Float32 arrays.
 * Written beside and renamed, so that a crash leaves the last whole one.
 */
export async function saveCheckpoint(file: string, run: Run): Promise<void> {
  const { best, epoch, seconds, curve } = run.progress;
  if (best === undefined) throw new Error("a checkpoint needs a finished epoch");
  const weights = readWeights(run.learner.weights);
  const optimizers = await Promise.all(run.learner.optimizers.map(readMoments));
  const arrays = [...weights, ...best.weights, ...optimizers.flatMap(({ values }) => values)];
  const header = JSON.stringify({
    identity: run.identity,
    command: run.command,
    epoch,
    seconds,
    best: { epoch: best.epoch, cost: best.cost },
    curve,
    optimizers: optimizers.map(({ iterations, moments }) => ({ iterations, moments })),
    lengths: arrays.map((array) => array.length),
  });
  const text = Buffer.from(header.padEnd(Math.ceil(header.length / 4) * 4));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(text.length);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.tmp`, Buffer.concat([size, text, ...arrays.map(bytesOf)]));
  await rename(`${file}.tmp`, file);
}

/**
 * Reads a checkpoint into a freshly built learner; returns where the run stood.
 * Throws when there is none, or one that cannot be read, or that belongs to a run with other settings.
 */
export async function loadCheckpoint(
  file: string,
  run: Omit<Run, "command" | "progress">,
): Promise<Pick<Run, "command" | "progress">> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw noCheckpoint(file, cause);
  });
  const { header, bodyStart } = readHeader(bytes, file);
  for (const [key, value] of Object.entries(run.identity)) {
    const stored = header.identity[key as keyof RunIdentity];
    if (stored !== value) {
      throw new UsageError(`The checkpoint was made with ${key} ${stored}, not ${value}.`);
    }
  }
  const arrays = sliceArrays(bytes, bodyStart, header.lengths);
  const { length } = run.learner.weights;
  writeWeights(run.learner.weights, arrays.slice(0, length));
  let used = 2 * length;
  for (const [index, optimizer] of run.learner.optimizers.entries()) {
    const stored = header.optimizers[index];
    if (stored === undefined) throw new Error(`${file} holds too few optimisers.`);
    await restoreMoments(optimizer, stored, arrays.slice(used, used + stored.moments.length));
    used += stored.moments.length;
  }
  const best = { ...header.best, weights: arrays.slice(length, 2 * length) };
  const { epoch, seconds, command, curve } = header;
  return { command, progress: { epoch, seconds, best, curve } };
}

export function noCheckpoint(file: string, cause?: unknown): UsageError {
  return new UsageError(`There is no checkpoint at ${file}; start without --resume.`, { cause });
}

/** @throws Error in one sentence when the file is no checkpoint, or one of another version */
function readHeader(bytes: Buffer, file: string) {
  try {
    const bodyStart = 4 + bytes.readUInt32LE(0);
    const header = headerSchema.parse(JSON.parse(bytes.toString("utf8", 4, bodyStart)));
    return { header, bodyStart };
  } catch (cause) {
    throw new UsageError(`${file} is no checkpoint of this version; start without --resume.`, {
      cause,
    });
  }
}

async function readMoments(optimizer: ScheduledAdam) {
  const [iteration, ...moments] = await optimizer.getWeights();
  const iterations = iteration?.tensor.dataSync()[0] ?? 0;
  iteration?.tensor.dispose();
  return {
    iterations,
    moments: moments.map(({ name, tensor }) => ({ name, shape: tensor.shape })),
    values: moments.map(({ tensor }) => Float32Array.from(tensor.dataSync())),
  };
}

async function restoreMoments(
  optimizer: ScheduledAdam,
  { iterations, moments }: z.infer<typeof headerSchema>["optimizers"][number],
  values: Weights,
): Promise<void> {
  const named: { name: string; tensor: Tensor }[] = moments.map(({ name, shape }, index) => ({
    name,
    tensor: tensor(values[index] ?? [], shape),
  }));
  await optimizer.setWeights([{ name: "iter", tensor: scalar(iterations, "int32") }, ...named]);
}

function sliceArrays(bytes: Buffer, start: number, lengths: number[]): Weights {
  let offset = bytes.byteOffset + start;
  return lengths.map((length) => {
    // A copy: the file's buffer may lie at an address that is no multiple of 4.
    const array = new Float32Array(bytes.buffer.slice(offset, offset + length * 4));
    offset += length * 4;
    return array;
  });
}

function bytesOf(array: Float32Array): Buffer {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}
