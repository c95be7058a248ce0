import { basename } from "node:path";
import { choose, type Wishes } from "../decide/choose.ts";
import type { Picture } from "../decide/picture.ts";
import { type Probe, probeDecoder } from "../decide/probe.ts";
import type { Range } from "../decide/range.ts";
import { pixelsOf } from "../fold/settle.ts";
import { findUnreadable } from "../pictures/find-unreadable.ts";
import { listPictures } from "../pictures/list-pictures.ts";
import { pictureReader, type ReadPictures } from "../pictures/picture-reader.ts";
import type { Report } from "../report.ts";
import { readLabelColumns } from "../rows/labels/label-columns.ts";
import { matchPictures } from "../rows/match-pictures.ts";
import type { DataRows } from "../rows/open-rows.ts";
import type { Runner } from "../runner/runner.ts";
import {
  chooseImageReading,
  type EncoderWishes,
  type ImageReading,
  nameOf,
} from "./choose-image-reading.ts";
import type { OpenEncoder } from "./open-encoder.ts";
import { type Encode, settleEncoder } from "./settle-encoder.ts";

export interface EncoderTask {
  encoder: OpenEncoder;
  wishes: EncoderWishes;
  picture: Picture;
  dim: number;
  runner: Runner;
  /** Where encoder.onnx is written. */
  path: string;
  report: Report;
}

/** Pictures that decide. */
const TRIED = 12;
const BLOCK_BYTES = 8 << 20;
const BLOCK_MAX = 128;
/** Codes that are farther from their latents, in σ, are hardly theirs. */
const FAR = 1;

/** Pictures that are encoded at once. */
export function picturesAtOnce({ shape }: Picture): number {
  const size = shape.reduce((product, axis) => product * axis, 1);
  return Math.max(1, Math.min(BLOCK_MAX, Math.floor(BLOCK_BYTES / size)));
}

function settled(
  task: EncoderTask,
  some: Some,
  { input, range }: ImageReading,
  space: Space,
): Promise<Encode> {
  const { encoder, picture, runner, path } = task;
  const fold = { ...encoder, input, range, imageShape: picture.shape, ...space };
  return settleEncoder(fold, { runner, path, ...some });
}

interface Space {
  mean: ArrayLike<number>;
  std: ArrayLike<number>;
}

interface Some {
  pictures: Uint8Array;
  count: number;
}

/** The encoder for rows whose latents are known: its codes must be near to them. */
export async function bringEncoder(
  task: EncoderTask,
  { rows, range, draw }: { rows: DataRows; range: Range; draw: ReadPictures },
): Promise<Encode> {
  const { picture, dim, report, encoder } = task;
  const count = Math.min(TRIED, rows.count);
  const size = picture.shape.reduce((product, axis) => product * axis, 1);
  const [pictures, known] = [new Uint8Array(count * size), new Float32Array(count * dim)];
  for (let at = 0; at < count; at++) {
    const row = Math.floor((at * rows.count) / count);
    pictures.set(await draw(row, row + 1), at * size);
    known.set(await rows.codes(row, row + 1), at * dim);
  }
  const some = { pictures, count };
  const found = await chooseImageReading(encoder.inputs, task.wishes, async (reading) => {
    const encode = await settled(task, some, reading, rows);
    return { badness: rootMeanSquare(await encode(pictures, count), known), own: range };
  });
  const far = found.badness > FAR ? " Look whether both are of one model: that is far." : "";
  report.line(
    `Encoder: takes ${nameOf(found, encoder.inputs.length > 1)} (distance of its codes to the latents, in σ, if given ${found.why}).${far}`,
  );
  return await settled(task, some, found, rows);
}

/** Latents of pictures, where there are none, in the order that rows will have; NaN of those that cannot be read. */
export async function latentsOfPictures(
  task: EncoderTask,
  { given, probe, wishes }: { given: Given; probe: Probe; wishes: Wishes },
): Promise<{ blocks: AsyncIterable<Float32Array>; unreadable: ReadonlySet<number> }> {
  const { picture, dim, report, encoder } = task;
  const files = await picturesInOrder(given);
  const unreadable = await findUnreadable(files, report);
  const readable = files.filter((_, row) => !unreadable.has(row));
  const read = pictureReader(readable, [...picture.shape]);
  const count = Math.min(TRIED, readable.length);
  const some = { pictures: await read(0, count), count };
  const raw = { mean: new Float32Array(dim), std: new Float32Array(dim).fill(1) };
  const found = await chooseImageReading(encoder.inputs, task.wishes, async (reading) => {
    const encode = await settled(task, some, reading, raw);
    const probed = await probeDecoder(probe, await encode(some.pictures, count));
    const chosen = choose(probe, probed, wishes);
    const samples = probed.outputs.find(({ name }) => name === chosen.output)?.samples ?? [];
    const bytes = samples.flatMap((values) => [...pixelsOf(values, chosen.picture, chosen.range)]);
    return { badness: rootMeanSquare(bytes, some.pictures) / 255, own: chosen.range };
  });
  const isBlind = found.badness > spreadOf(some) / 255;
  report.line(
    `Latents: the encoder's codes of the pictures, given as ${nameOf(found, encoder.inputs.length > 1)} (error of what comes back, if given ${found.why}).${isBlind ? " Look whether both are of one model: their mean picture is nearer to them." : ""}`,
  );
  const encode = await settled(task, some, found, raw);
  const step = picturesAtOnce(picture);
  const codes = codesOf(read, { encode, count: readable.length, step, report });
  return { blocks: unreadable.size > 0 ? withGaps(codes, unreadable, dim) : codes, unreadable };
}

interface Given {
  labels: string | undefined;
  images: string;
}

async function* codesOf(
  read: ReadPictures,
  { encode, count, step, report }: { encode: Encode; count: number; step: number; report: Report },
): AsyncGenerator<Float32Array> {
  for (let from = 0; from < count; from += step) {
    const to = Math.min(count, from + step);
    yield await encode(await read(from, to), to - from);
    report.progress("Encoding pictures", to, count);
  }
}

/** Rows of NaN put in at these places. */
async function* withGaps(
  blocks: AsyncIterable<Float32Array>,
  gaps: ReadonlySet<number>,
  dim: number,
): AsyncGenerator<Float32Array> {
  let row = 0;
  const gap = new Float32Array(dim).fill(Number.NaN);
  for await (const block of blocks)
    for (let start = 0; start < block.length; start += dim, row++) {
      for (; gaps.has(row); row++) yield gap;
      yield block.subarray(start, start + dim);
    }
  for (; gaps.has(row); row++) yield gap;
}

/** The same order in which rows of them are numbered. */
async function picturesInOrder({ labels, images }: Given): Promise<string[]> {
  const pictures = await listPictures(images);
  const rows = pictures.length;
  const columns = labels === undefined ? [] : await readLabelColumns(labels, rows);
  const quiet: Report = { line: () => {}, progress: () => {} };
  return matchPictures(pictures, { folder: basename(images), columns, rows, report: quiet }).files;
}

/** What would be wrong if their mean picture came back of all. */
function spreadOf({ pictures, count }: Some): number {
  const size = pictures.length / count;
  const mean = new Float32Array(size);
  for (const [at, value] of pictures.entries())
    mean[at % size] = (mean[at % size] as number) + value / count;
  return rootMeanSquare(
    pictures.map((_, at) => mean[at % size] as number),
    pictures,
  );
}

function rootMeanSquare(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < b.length; at++) sum += ((a[at] ?? Number.NaN) - (b[at] ?? 0)) ** 2;
  return Math.sqrt(sum / b.length);
}
