import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { chooseBackend } from "../backend/backend.ts";
import { noCheckpoint } from "../loop/checkpoint.ts";
import { clock } from "../loop/progress-bar.ts";
import { runLatent, summaryOf } from "../run.ts";
import { UsageError } from "../usage-error.ts";
import { adviceOf } from "./advice.ts";
import { estimateEpoch, estimateError } from "./estimate.ts";
import { identified, identityOf } from "./identify.ts";
import type { OwnOptions } from "./options.ts";
import { estimateText, netText, presetOf } from "./plan.ts";
import { prepare } from "./prepare.ts";
import { writePreview } from "./preview.ts";
import { counted, reportOf } from "./report.ts";

export interface OwnCircumstances {
  signal: AbortSignal;
  say?: (line: string) => void;
}

/** One whole run on own pictures: look at them, estimate, train, artefact. Rejects with UsageError before anything is written. */
export async function runOwn(
  options: OwnOptions,
  { signal, say = console.log }: OwnCircumstances,
): Promise<void> {
  const out = join(options.models, options.id);
  refuseTaken(out, options);
  if (options.resume && !existsSync(options.checkpoint)) throw noCheckpoint(options.checkpoint);
  const onProgress = readingLine(process.stdout);
  const facts = await prepare(options, { signal, onProgress });
  for (const line of reportOf(facts)) say(line);
  const split = identified(facts.split, options);
  const lines = await writePreview(options.preview, split.all);
  say(`Look at them: ${relative(process.cwd(), options.preview)}${linesText(lines)}`);
  const preset = presetOf(split, options);
  say(netText(preset, split));
  const backend = await chooseBackend(options.backend);
  const { seed } = options;
  const estimate = estimateEpoch(preset, { split, seed });
  say(estimateText(estimate, { preset, backend }));
  signal.throwIfAborted();
  const card = await runLatent(
    { ...options, preset, out, presetId: "vae", dataId: identityOf(split) },
    split,
    {
      ...{ backend, signal },
      onTrained: ({ epochs, seconds }) => {
        const time = `Trained for ${clock(seconds * 1000)}`;
        // Of an epoch that was broken off nobody knows how long it would have been.
        if (signal.aborted) say(`${time}.`);
        else if (epochs > 0) say(`${time}, ${estimateError(estimate.anEpoch * epochs, seconds)}.`);
        say("Now the figures, and PCA's beside them: some minutes where pictures are large.");
      },
    },
  );
  say(`${out}: held out, ${summaryOf(card)}`);
  const advice = adviceOf(card);
  if (advice) say(advice);
  say(`It is in the lobby: npm start${startWith(options.models)}`);
}

/** @throws UsageError when a model of this id is there, unless the run goes on */
function refuseTaken(out: string, { id, title, resume }: OwnOptions): void {
  if (!resume && existsSync(out))
    throw new UsageError(
      `There is a model "${id}" at ${out}: give another --name than "${title}", or go on with it by --resume.`,
    );
}

function linesText(names: readonly string[]): string {
  return new Set(names).size > 1 ? ` (from the top: ${names.join(", ")})` : "";
}

/** How a server finds models that lie elsewhere than usual. */
function startWith(models: string): string {
  return models === join(process.cwd(), "server", "artifacts") ? "" : ` with ARTIFACTS=${models}`;
}

const REDRAW_MS = 100;

/** A line that redraws itself on a terminal; elsewhere nothing. */
function readingLine(out: NodeJS.WriteStream): (done: number, total: number) => void {
  let drawn = Number.NEGATIVE_INFINITY;
  return (done, total) => {
    if (!out.isTTY || (performance.now() - drawn < REDRAW_MS && done < total)) return;
    drawn = performance.now();
    const line = done < total ? `Reading ${counted(done)} of ${counted(total)} pictures` : "";
    out.write(`\r\u001b[2K${line}`);
  };
}
