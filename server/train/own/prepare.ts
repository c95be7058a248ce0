import { totalmem } from "node:os";
import { createRandom } from "../../latent/random.ts";
import type { ImageSet } from "../data/image-set.ts";
import { divide, SPLIT_SEED, type SplitDataset } from "../data/load-data.ts";
import { type Split, shuffledRows } from "../data/split.ts";
import { UsageError } from "../usage-error.ts";
import { suggestedSide } from "./defaults.ts";
import { dataName, type OwnOptions, PICTURES_MIN } from "./options.ts";
import { type Collected, collect } from "./read/collect.ts";
import { channelsOf, floatsOf } from "./read/floats.ts";
import { openSource } from "./read/open-source.ts";
import { type ImageSource, UnreadablePicture } from "./read/source.ts";
import type { Facts } from "./report.ts";
import { findTwins } from "./twins/find-twins.ts";
import { leakOf, splitGroups } from "./twins/split-groups.ts";

/** Of the pictures as numbers; the nets and the tables of figures come on top. */
const MEMORY_MAX_BYTES = Math.min(2 ** 31, totalmem() / 4);
/** Points of the cloud; of large pictures fewer, as they are sent and kept pixel by pixel. */
const SHOWN_MAX = 10_000;
const SHOWN_MAX_PIXELS = 64e6;
/** Pictures whose size is looked at before all are read. */
const MEASURED = 200;

/** What of a run decides how its pictures are read. */
type Wishes = Pick<
  OwnOptions,
  "data" | "size" | "fit" | "channels" | "latentDim" | "limit" | "licence"
>;

export interface PrepareOptions {
  signal: AbortSignal;
  onProgress: (done: number, total: number) => void;
  memoryMaxBytes?: number;
}

/**
 * Reads the pictures, makes them alike, finds twins and splits. Rejects with UsageError when they are no data to learn from, and
 * when a signal aborts. The data set has no id yet.
 */
export async function prepare(options: Wishes, rest: PrepareOptions): Promise<Facts> {
  const source = await openSource(options.data);
  try {
    return await prepareFrom(source, options, rest);
  } finally {
    await source.close();
  }
}

async function prepareFrom(
  source: ImageSource,
  options: Wishes,
  { signal, onProgress, memoryMaxBytes = MEMORY_MAX_BYTES }: PrepareOptions,
): Promise<Facts> {
  const size = options.size ?? (await sizeFor(source));
  const most = Math.floor(memoryMaxBytes / (size * size * 3 * 4));
  const limit = Math.min(options.limit ?? source.count, most, source.count);
  const order = shuffledRows(source.count, createRandom(SPLIT_SEED));
  const rows = order.slice(0, limit).sort();
  const said = [...source.said];
  if (limit < source.count)
    said.push(
      `${limit.toLocaleString("en")} of ${source.count.toLocaleString("en")} are used, chosen by seed ${SPLIT_SEED}${limit === most ? ": more do not fit into memory at this size" : ""}.`,
    );
  const target = { size, fit: options.fit };
  const collected = await collect(source, { rows, target, onProgress, signal });
  const isWhole = limit === source.count;
  refuseTooFew(collected, options);
  if (isWhole) refuseUnreadClass(source, collected);
  const twins = findTwins({ pixels: collected.pixels, count: collected.count, side: size });
  refuseTooAlike(collected.count, twins.exact);
  const parts = splitGroups(twins.groupOf, SPLIT_SEED);
  refuseLatent(options.latentDim, parts.train.length);
  const split = assemble({ source, collected, parts, size, options });
  const leak = leakOf(twins.groupOf, SPLIT_SEED);
  return { options, source: { ...source, said }, collected, twins, leak, split };
}

/** By the shorter sides of some of them. */
async function sizeFor(source: ImageSource): Promise<number> {
  const rows = shuffledRows(source.count, createRandom(SPLIT_SEED)).slice(0, MEASURED);
  const sides: number[] = [];
  for (const row of rows) {
    const side = await source.dimensions(row).then(
      ({ width, height }) => Math.min(width, height),
      (cause: unknown) => {
        if (cause instanceof UnreadablePicture) return undefined;
        throw cause;
      },
    );
    if (side !== undefined) sides.push(side);
  }
  return suggestedSide(sides);
}

function refuseTooFew({ count, skipped }: Collected, { data }: Wishes): void {
  if (count >= PICTURES_MIN) return;
  const [first] = skipped;
  const why = first === undefined ? "" : ` (${first.name} ${first.reason})`;
  throw new UsageError(
    `${data} holds ${count === 0 ? "no picture" : `${count} pictures`} that can be read${why}; ${PICTURES_MIN} are needed at least.`,
  );
}

function refuseUnreadClass(source: ImageSource, { labels }: Collected): void {
  const read = new Set(labels);
  const empty = source.classNames.find((_, label) => !read.has(label));
  if (empty !== undefined)
    throw new UsageError(
      `No picture of the class "${empty}" can be read; mend its files or take it away.`,
    );
}

function refuseTooAlike(count: number, exact: number): void {
  const different = count - exact;
  if (different === 1) throw new UsageError(`All ${count} pictures are the same.`);
  if (different < PICTURES_MIN)
    throw new UsageError(
      `Of ${count} pictures only ${different} are different; ${PICTURES_MIN} are needed at least.`,
    );
}

function refuseLatent(latentDim: number, count: number): void {
  if (latentDim >= count)
    throw new UsageError(
      `--latent ${latentDim}: only ${count} pictures are learned from; a code has fewer numbers than that.`,
    );
}

interface Assembly {
  source: ImageSource;
  collected: Collected;
  parts: Split;
  size: number;
  options: Wishes;
}

function assemble({ source, collected, parts, size, options }: Assembly): SplitDataset {
  const { train, validation, heldOut } = parts;
  const order = Uint32Array.from([...train, ...validation, ...heldOut]);
  const channels = options.channels ?? channelsOf(collected.pixels, size);
  const { labels, pixels } = collected;
  const all: ImageSet = {
    id: "",
    name: dataName(options.data),
    source: source.source,
    licence: options.licence ?? "",
    classNames: source.classNames,
    imageShape: [size, size, channels],
    count: order.length,
    images: floatsOf(pixels, { order, size, channels }),
    labels: Uint8Array.from(order, (row) => labels[row] ?? 0),
  };
  const counts = { train: train.length, validation: validation.length, heldOut: heldOut.length };
  const shown = Math.min(all.count, SHOWN_MAX, Math.floor(SHOWN_MAX_PIXELS / (size * size)));
  return divide(all, counts, { shown, seed: SPLIT_SEED });
}
