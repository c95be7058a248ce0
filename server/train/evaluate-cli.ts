import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { ARTIFACT_FILES } from "../protocol/artifact-files.ts";
import type { Comparison } from "./compare.ts";
import { type Evaluation, evaluateArtifact } from "./evaluate.ts";
import { UsageError } from "./options.ts";

const USAGE = "Usage: npm run evaluate -- <model id or artefact folder> [--json]";

function readArguments(argv: string[]): { folder: string; json: boolean } {
  let parsed: { values: { json?: boolean }; positionals: string[] };
  try {
    const options = { json: { type: "boolean" } } as const;
    parsed = parseArgs({ args: argv, options, allowPositionals: true });
  } catch (cause) {
    throw new UsageError(USAGE, { cause });
  }
  const [name, ...extra] = parsed.positionals;
  if (name === undefined || extra.length > 0) throw new UsageError(USAGE);
  const candidates = [join("server", "artifacts", name), name].map((path) => resolve(path));
  const folder = candidates.find((path) => existsSync(join(path, ARTIFACT_FILES.card)));
  if (folder === undefined) throw new UsageError(`There is no model "${name}". ${USAGE}`);
  return { folder, json: parsed.values.json ?? false };
}

function tableLine({ figure, card, measured, equal }: Comparison): string {
  const columns = [card, measured].map((value) => value.toFixed(4).padStart(12)).join("");
  return `${figure.padEnd(26)}${columns}  ${equal ? "ok" : "DIFFERS"}`;
}

function printReport({ card, comparisons, faults }: Evaluation, seconds: number): void {
  const { heldOut } = card.dataset;
  console.log(`${card.id}: ${heldOut} held-out images, nats per image (${seconds.toFixed(1)} s)`);
  console.log(`${"figure".padEnd(26)}${"card".padStart(12)}${"measured".padStart(12)}`);
  for (const comparison of comparisons) console.log(tableLine(comparison));
  for (const fault of faults) console.log(fault);
}

try {
  const { folder, json } = readArguments(process.argv.slice(2));
  const started = performance.now();
  const evaluation = await evaluateArtifact(folder);
  const { card, comparisons, faults } = evaluation;
  printReport(evaluation, (performance.now() - started) / 1000);
  const ok = faults.length === 0 && comparisons.every(({ equal }) => equal);
  if (json) {
    const metrics = Object.fromEntries(comparisons.map((row) => [row.figure, row.measured]));
    console.log(JSON.stringify({ model: card.id, ok, faults, metrics }));
  }
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(error instanceof UsageError ? error.message : (error.stack ?? error.message));
  process.exitCode = 1;
}
