import type { ModelCard } from "../../protocol/model-card.ts";
import { ImportError } from "../import-error.ts";
import type { Report } from "../report.ts";
import { checkSpace, numbered } from "../space/check-space.ts";
import { createMoments } from "../space/moments.ts";
import { floored, type Space, standardise } from "../space/standardise.ts";
import { keep, readable, readBeside } from "./beside.ts";
import { count, ROWS_MAX, ROWS_READ_MAX, rowsAtOnce } from "./bounds.ts";
import { chooseRows, type RowChoice } from "./choose-rows.ts";
import type { Labels } from "./labels/labels.ts";
import type { LatentBlocks } from "./latents/latent-source.ts";
import { priorLatents } from "./latents/prior-latents.ts";
import { readLatents } from "./latents/read-latents.ts";
import { openSpool, type Spool } from "./spool.ts";
import { spreadRows } from "./spread-rows.ts";

/** What the person has. */
export interface Given {
  /** A file, or rows that somebody else makes; without either they are drawn from N(0, I). */
  latents?: string | LatentBlocks | undefined;
  labels?: string | undefined;
  /** A folder. */
  images?: string | undefined;
}

export interface RowsOptions {
  /** Numbers of a row that the decoder takes. */
  dim: number;
  /** How many latents are drawn where none are given. */
  priorCount: number;
  seed: number;
  /** A folder for what does not fit into memory; whoever gives it removes it. */
  scratch: string;
  report: Report;
  /** Whether a seeded part of the rows is held out to be measured on. */
  heldOut: boolean;
  /** Rows whose pictures cannot be read, where that has been found out and told before: their latents are NaN. */
  unreadable?: ReadonlySet<number> | undefined;
}

/** The data of a model that was brought along: rows that belong together, in the order of the data set. */
export interface DataRows extends Space {
  from: NonNullable<ModelCard["imported"]>["latents"];
  count: number;
  dim: number;
  counts: RowChoice["counts"];
  /** Raw latents of rows `from` to before `to`, row-major. */
  latents(from: number, to: number): Promise<Float32Array>;
  /** The same as cursors have them: mean 0, spread 1, cut at ±8. */
  codes(from: number, to: number): Promise<Float32Array>;
  labels: Labels;
  /** The picture of each row, where there are some. */
  files: string[] | null;
  close(): Promise<void>;
}

/** Enough to see whether two dimensions tell the same. */
const SAMPLE_ROWS = 1_000;

/**
 * Reads what belongs to the rows and checks it. Rows with a number that is none, or a picture that cannot be read, are dropped, of
 * too many a sample is kept, and labels and pictures with them. Rejects with ImportError.
 */
export async function openRows(given: Given, options: RowsOptions): Promise<DataRows> {
  const { dim, seed, scratch, report, heldOut, unreadable } = options;
  if (given.latents === undefined && given.labels !== undefined)
    throw new ImportError("Labels need the latents that they are of: name them by --latents.");
  const spool = await openSpool(scratch, dim);
  try {
    const blocks = blocksOf(given.latents, options);
    const { rows, bad } = await spoolRows(blocks, { spool, dim });
    const choice = chooseRows(rows, { bad, most: ROWS_MAX, seed, heldOut });
    tellOfRows(rows, { bad, kept: choice.order.length, report, seed, unreadable });
    const beside = await readBeside(given, { rows, report });
    const { order, counts } = unreadable ? choice : await readable(choice, beside.files, report);
    const aligned = keep(beside, order, report);
    const space = await measure(spool, {
      order,
      dim,
      isPrior: given.latents === undefined,
      seed,
      report,
    });
    const latents = (from: number, to: number) => spool.read(order.subarray(from, to));
    return {
      from: sourceOf(given.latents),
      count: order.length,
      ...{ dim, counts, latents, ...space, ...aligned },
      codes: async (from, to) => standardise(await latents(from, to), space),
      close: () => spool.close(),
    };
  } catch (cause) {
    await spool.close();
    throw cause;
  }
}

function sourceOf(latents: Given["latents"]): DataRows["from"] {
  if (latents === undefined) return "prior";
  return typeof latents === "string" ? "file" : "encoder";
}

function blocksOf(
  latents: Given["latents"],
  { dim, seed, report, priorCount }: RowsOptions,
): LatentBlocks {
  if (latents === undefined) {
    report.line(`Latents: none are given, so ${count(priorCount)} are drawn from N(0, I).`);
    return priorLatents(priorCount, { dim, seed });
  }
  return typeof latents === "string" ? readLatents(latents, { dim, report }) : latents;
}

/** Sets all rows aside and finds those with NaN or infinity. */
async function spoolRows(blocks: LatentBlocks, { spool, dim }: { spool: Spool; dim: number }) {
  const bad = new Set<number>();
  let rows = 0;
  for await (const block of blocks) {
    for (let start = 0; start < block.length; start += dim, rows++)
      if (!block.subarray(start, start + dim).every(Number.isFinite)) bad.add(rows);
    if (rows > ROWS_READ_MAX)
      throw new ImportError(
        `The latents have more than ${count(ROWS_READ_MAX)} rows, which are the most.`,
      );
    await spool.append(block);
  }
  if (rows - bad.size < 2)
    throw new ImportError(
      `The latents have ${rows} rows, ${bad.size} of them with NaN: 2 are the least.`,
    );
  return { rows, bad };
}

interface Told extends Pick<RowsOptions, "report" | "seed" | "unreadable"> {
  bad: ReadonlySet<number>;
  kept: number;
}

function tellOfRows(rows: number, { bad, kept, report, seed, unreadable }: Told): void {
  const broken = [...bad].filter((row) => !unreadable?.has(row));
  if (broken.length > 0)
    report.line(
      `Latents: rows ${numbered(broken)} hold NaN or infinity and are left out (${broken.length} in all).`,
    );
  if (kept < rows - bad.size)
    report.line(
      `Latents: of ${count(rows)} rows a sample of ${count(kept)} is kept (seed ${seed}).`,
    );
}

async function measure(
  spool: Spool,
  { order, dim, isPrior, seed, report }: MeasureOptions,
): Promise<Space> {
  if (isPrior) return { mean: new Float64Array(dim), std: new Float64Array(dim).fill(1) };
  const moments = createMoments(dim);
  const step = rowsAtOnce(dim);
  for (let from = 0; from < order.length; from += step)
    moments.add(await spool.read(order.subarray(from, from + step)));
  const { mean, std } = moments.result();
  if (std.every((value) => value === 0))
    throw new ImportError("All rows of the latents are the same: there is nothing to explore.");
  const some = spreadRows(order.length, SAMPLE_ROWS, seed);
  const sample = await spool.read(some.map((place) => order[place] as number));
  for (const line of checkSpace(std, sample)) report.line(`Latents: ${line}`);
  return { mean, std: floored(std) };
}

interface MeasureOptions extends Pick<RowsOptions, "dim" | "seed" | "report"> {
  order: Uint32Array;
  isPrior: boolean;
}
