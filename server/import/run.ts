import { existsSync, rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createRandom, gaussianVector } from "../latent/random.ts";
import { datasetFolder, hashWeights } from "../model/artifact.ts";
import { makeWorkFolder, removeLeftovers } from "../model/work-folder.ts";
import { ARTIFACT_FILES } from "../protocol/artifact-files.ts";
import type { StoredCard } from "../protocol/model-card.ts";
import { makeCard } from "./card.ts";
import { type Chosen, choose, choosePicture } from "./decide/choose.ts";
import { openDecoder } from "./decide/open-decoder.ts";
import { type Probe, type Probed, probeDecoder } from "./decide/probe.ts";
import { type EncoderTask, latentsOfPictures } from "./encoder/bring-encoder.ts";
import { encoderTask, withEncoder } from "./encoder/encoder-step.ts";
import { type Settled, settleDecoder } from "./fold/settle.ts";
import type { OnnxFile } from "./graph/read-model.ts";
import { ImportError } from "./import-error.ts";
import type { ImportOptions } from "./options.ts";
import { publish } from "./publish.ts";
import type { Report } from "./report.ts";
import { type DataRows, openRows } from "./rows/open-rows.ts";
import { createRunner, type Runner } from "./runner/runner.ts";
import { writeSpace } from "./space/write-space.ts";

/** Latents over which outputs are looked at. */
const LOOKED_AT = 16;
/** Drawn where none are given: as many as are decoded in the better part of a minute. */
const PRIOR_MAX = 2_000;
const PRIOR_MIN = 100;
const PRIOR_MS = 45_000;

export interface ImportDeps {
  report: Report;
  now?: () => Date;
}

/**
 * Makes a decoder of somebody else's one of the lobby's models. What is made lies in folders whose names begin with a dot
 * until all of it is there. @throws ImportError in one sentence
 */
export async function runImport(options: ImportOptions, deps: ImportDeps): Promise<StoredCard> {
  const { out, id } = options;
  const { report } = deps;
  refuseTaken(options);
  await mkdir(out, { recursive: true });
  for (const name of removeLeftovers(out))
    report.line(`Removed ${join(out, name)}, which an import left that was killed.`);
  const folder = makeWorkFolder(out, id);
  const runner = createRunner({ maxMs: options.maxMs });
  const clear = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", clear);
  try {
    return await importInto(folder, { options, runner, ...deps });
  } finally {
    runner.close();
    process.off("exit", clear);
    clear();
  }
}

/** Nothing is ever replaced: rooms may be in it. */
function refuseTaken({ out, id }: ImportOptions): void {
  const model = join(out, id);
  if (!existsSync(model) && !existsSync(datasetFolder(model, id))) return;
  throw new ImportError(
    `The id “${id}” is taken in ${out}: choose another, or remove it first with npm run models -- remove ${id}.`,
  );
}

interface Task extends ImportDeps {
  options: ImportOptions;
  runner: Runner;
  /** The model's folder while it is made. */
  model: string;
  scratch: string;
  /** Its data set's, while that is made. */
  data: string;
}

async function importInto(
  folder: string,
  given: Omit<Task, "model" | "scratch" | "data">,
): Promise<StoredCard> {
  const task = {
    ...given,
    scratch: join(folder, "scratch"),
    model: join(folder, "model"),
    data: join(folder, "data"),
  };
  for (const path of [task.scratch, task.model]) await mkdir(path);
  const decoder = await openDecoder(task.options.decoder, task);
  const first = await probeDecoder(
    decoder,
    gaussianVector(createRandom(task.options.seed), 2 * decoder.input.dim),
  );
  const { picture } = choosePicture(first.outputs, task.options.wishes);
  const encoder = await encoderTask(task.options.encoder, {
    ...task,
    picture,
    dim: decoder.input.dim,
    wishes: task.options.encoderWishes,
  });
  const rows = await rowsOf(task, { decoder, encoder, ms: first.ms });
  try {
    return await importRows(task, { decoder, encoder, rows });
  } finally {
    await rows.close();
  }
}

interface Opened {
  decoder: Probe;
  encoder: EncoderTask | undefined;
}

/** The latents of a file, else of the pictures, else of the prior; with what belongs to them. */
async function rowsOf(
  { options, scratch, report }: Task,
  { decoder, encoder, ms }: Opened & { ms: number },
): Promise<DataRows> {
  const { given, seed, wishes } = options;
  const { labels, images, latents } = given;
  const rowsOptions = {
    ...{ dim: decoder.input.dim, seed, scratch, report },
    priorCount: Math.round(Math.min(PRIOR_MAX, Math.max(PRIOR_MIN, PRIOR_MS / ms))),
    heldOut: encoder !== undefined && images !== undefined,
  };
  if (latents !== undefined || !encoder || images === undefined)
    return await openRows(given, rowsOptions);
  const { blocks, unreadable } = await latentsOfPictures(encoder, {
    given: { labels, images },
    probe: decoder,
    wishes,
  });
  return await openRows({ ...given, latents: blocks }, { ...rowsOptions, unreadable });
}

async function importRows(
  task: Task,
  { decoder: probe, encoder, rows }: Opened & { rows: DataRows },
): Promise<StoredCard> {
  const { options, runner, report, model } = task;
  const latents = await spreadOver(rows);
  const probed = await probeDecoder(probe, latents);
  const chosen = choose(probe, probed, options.wishes);
  for (const reason of chosen.reasons) report.line(reason);
  const decoder = { ...probe, ...chosen, mean: rows.mean, std: rows.std };
  const path = join(model, ARTIFACT_FILES.decoderOnnx);
  const samples = samplesOf(probed, chosen);
  const settled = await settleDecoder(decoder, { runner, path, latents, samples });
  report.line(settledWords(settled, decoder));
  const { range } = chosen;
  const figures = encoder
    ? await withEncoder(encoder, { rows, range, decode: settled.decode, seed: options.seed })
    : { metrics: {}, baselines: {} };
  const space = await writeSpace(model, rows, { ...options, report });
  const card = makeCard({
    ...{ options, decoder, rows, space, figures },
    encoder: encoder?.encoder.file,
    weightsHash: await hashWeights(model, { kind: "decoder" }),
    date: task.now?.() ?? new Date(),
  });
  await writeFile(join(model, ARTIFACT_FILES.card), `${JSON.stringify(card, null, 2)}\n`);
  await publish({ ...task, rows, card, decode: settled.decode });
  return card;
}

/** Some rows from all over the data, raw, one after another. */
async function spreadOver(rows: DataRows): Promise<Float32Array> {
  const count = Math.min(LOOKED_AT, rows.count);
  const latents = new Float32Array(count * rows.dim);
  for (let at = 0; at < count; at++) {
    const row = Math.floor((at * rows.count) / count);
    latents.set(await rows.latents(row, row + 1), at * rows.dim);
  }
  return latents;
}

function samplesOf({ outputs }: Probed, { output }: Chosen): Float32Array[] {
  return outputs.find(({ name }) => name === output)?.samples ?? [];
}

function settledWords({ oneByOne, difference }: Settled, { file }: { file: OnnxFile }): string {
  const batch = oneByOne
    ? `${file.name} works on one latent at a time, so it is put into a loop (Scan)`
    : "takes several latents at once";
  return `Graph: ${batch}; its pictures are at most ${difference}/255 from those of the file itself.`;
}
