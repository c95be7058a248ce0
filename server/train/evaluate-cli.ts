import { existsSync, readdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { readAnyCard } from "../model/artifact.ts";
import { ARTIFACT_FILES } from "../protocol/artifact-files.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import type { Comparison } from "./figures/compare.ts";
import {
  createSplitCache,
  type Evaluation,
  evaluateArtifact,
  type SplitOf,
  writeFigures,
} from "./figures/evaluate.ts";
import { inspectBrought } from "./figures/inspect-brought.ts";
import { outcomeOf } from "./figures/outcome.ts";
import { FITS } from "./own/read/source.ts";
import { readAgain } from "./own/read-again.ts";
import { UsageError } from "./usage-error.ts";

const USAGE =
  "Usage: npm run evaluate -- <model id or artefact folder | --all> [--json] [--write] [--strict] [--data OWN_PICTURES [--fit crop|contain] [--limit N]]";
const OPTIONS = {
  all: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
  write: { type: "boolean", default: false },
  strict: { type: "boolean", default: false },
  data: { type: "string" },
  fit: { type: "string" },
  limit: { type: "string" },
} as const;
const ARTIFACTS = process.env.ARTIFACTS ?? join("server", "artifacts");

interface Wishes {
  folders: string[];
  json: boolean;
  /** Puts the measured figures into the cards. */
  write: boolean;
  /** Data that are not on this machine fail. */
  strict: boolean;
  /** Reads own pictures again from where they lie. */
  splitOf: ReturnType<typeof createSplitCache>;
}

const isArtifact = (folder: string) => existsSync(join(folder, ARTIFACT_FILES.card));

function readArguments(argv: string[]): Wishes {
  const { values, positionals } = parseWords(argv);
  const { all, json, write, strict } = values;
  const rest = { json, write, strict, splitOf: createSplitCache(ownPictures(values)) };
  if (all && positionals.length === 0) {
    const names = readdirSync(ARTIFACTS).filter((name) => !name.startsWith("."));
    const folders = names.map((name) => join(ARTIFACTS, name));
    return { folders: folders.filter(isArtifact), ...rest };
  }
  const [name, ...extra] = positionals;
  if (all || name === undefined || extra.length > 0) throw new UsageError(USAGE);
  const folder = [join(ARTIFACTS, name), name].find(isArtifact);
  if (folder === undefined) throw new UsageError(`There is no model "${name}". ${USAGE}`);
  return { folders: [resolve(folder)], ...rest };
}

type Words = ReturnType<typeof parseWords>["values"];

function parseWords(argv: string[]) {
  try {
    return parseArgs({ args: argv, options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    throw new UsageError(USAGE, { cause });
  }
}

function ownPictures({ data, fit = "crop", limit }: Words): SplitOf | undefined {
  if (data === undefined) return undefined;
  const known = FITS.find((one) => one === fit);
  const count = limit === undefined ? undefined : Number(limit);
  if (known === undefined || (count !== undefined && !Number.isInteger(count)))
    throw new UsageError(USAGE);
  return (dataset) => readAgain(dataset, { data: resolve(data), fit: known, limit: count });
}

const differing = ({ comparisons }: Evaluation) => comparisons.filter(({ equal }) => !equal);

function tableLine({ figure, card, measured, equal }: Comparison): string {
  const columns = [card, measured].map((value) => value.toFixed(4).padStart(12)).join("");
  return `${figure.padEnd(26)}${columns}  ${equal ? "ok" : "DIFFERS"}`;
}

function printReport({ card, comparisons, faults }: Evaluation, seconds: number): void {
  const { heldOut } = card.dataset;
  console.log(`${card.id}: ${heldOut} held-out images (${seconds.toFixed(1)} s)`);
  console.log(`${"figure".padEnd(26)}${"card".padStart(12)}${"measured".padStart(12)}`);
  for (const comparison of comparisons) console.log(tableLine(comparison));
  for (const fault of faults) console.log(fault);
}

function sentenceOf({ figure, card, measured }: Comparison): string {
  if (Number.isNaN(card)) return `The card lacks ${figure}, ${measured}.`;
  if (Number.isNaN(measured)) return `${figure} of the card is no figure any more.`;
  return `${figure} is ${measured}, the card says ${card}.`;
}

/** One line a model; what differs is a fault in words. */
function printLine(evaluation: Evaluation): void {
  const { card, measured, faults } = evaluation;
  const all = [...faults, ...differing(evaluation).map(sentenceOf)];
  const { metrics, baselines } = measured;
  console.log(
    JSON.stringify({ model: card.id, ok: all.length === 0, faults: all, metrics, baselines }),
  );
}

/** Of a decoder that was brought along no figure is measured again: what there is of it is looked at. */
async function evaluateBrought(folder: string, card: ModelCard, json: boolean): Promise<boolean> {
  const faults = await inspectBrought(folder, card);
  const skipped = "Brought along: its data and its training are not known here.";
  const ok = faults.length === 0;
  const figures = { metrics: {}, baselines: {} };
  if (json) console.log(JSON.stringify({ model: card.id, ok, skipped, faults, ...figures }));
  else {
    const rest = ok ? "Files, codes and decoder are as the card says." : faults.join(" ");
    console.log(`${card.id}: no figures. ${skipped} ${rest}`);
  }
  return ok;
}

/** Whether all is well with the model. */
async function evaluateOne(folder: string, { json, write, splitOf }: Wishes): Promise<boolean> {
  const card = readAnyCard(folder);
  if (card.kind === "decoder") return await evaluateBrought(folder, card, json);
  const started = performance.now();
  const evaluation = await evaluateArtifact(folder, splitOf);
  if (json) printLine(evaluation);
  else printReport(evaluation, (performance.now() - started) / 1000);
  if (write) await writeFigures(folder, evaluation);
  return write || (evaluation.faults.length === 0 && differing(evaluation).length === 0);
}

/** The others go on. @returns whether all is well */
function printFailure(folder: string, { json, strict }: Wishes, cause: unknown): boolean {
  const outcome = outcomeOf(cause, { strict });
  const model = basename(folder);
  if (json) console.log(JSON.stringify({ model, ...outcome, metrics: {}, baselines: {} }));
  else if (outcome.ok) console.error(`SKIPPED: ${model}. ${outcome.skipped}`);
  else console.error(`${model}: ${outcome.faults.join(" ")}`);
  return outcome.ok;
}

try {
  const wishes = readArguments(process.argv.slice(2));
  for (const folder of wishes.folders) {
    const ok = await evaluateOne(folder, wishes).catch((cause: unknown) => {
      return printFailure(folder, wishes, cause);
    });
    if (!ok) process.exitCode = 1;
  }
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(error instanceof UsageError ? error.message : (error.stack ?? error.message));
  process.exitCode = 1;
}
