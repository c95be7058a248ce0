import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { toHalf } from "../../latent/half.ts";
import { projectAll } from "../../latent/projection.ts";
import { ARTIFACT_FILES } from "../../protocol/artifact-files.ts";
import type { Projection, StoredCard } from "../../protocol/model-card.ts";
import type { Report } from "../report.ts";
import { rowsAtOnce, count as told } from "../rows/bounds.ts";
import { principalComponents, toProjection } from "./principal.ts";
import { sampleCodes } from "./sample.ts";
import type { SpaceRows } from "./space-rows.ts";
import { countCut } from "./standardise.ts";
import { umapPoints } from "./umap.ts";
import { type PointCache, pointCache } from "./umap-cache.ts";
import { UMAP_SETTINGS } from "./umap-places.ts";

/** Above this an embedding comes so late that the points come by themselves. */
const EMBEDDING_ALONE_MAX_BYTES = 8e6;

export interface SpaceOptions {
  /** `auto`: two or three dimensions as they are, more by PCA. */
  projection: "auto" | "umap";
  seed: number;
  report: Report;
  cache?: PointCache;
}

/** Writes embedding.bin and, where they are not soon found from it, points.bin. @returns what the card says of them */
export async function writeSpace(
  folder: string,
  rows: SpaceRows,
  options: SpaceOptions,
): Promise<Pick<StoredCard, "projection" | "points">> {
  const { seed, report } = options;
  const projection = await chooseProjection(rows, options);
  const fitted =
    projection.kind === "umap"
      ? await umapPoints(rows, { seed, report, cache: options.cache ?? pointCache() })
      : null;
  const points = fitted !== null || rows.count * rows.dim * 2 > EMBEDDING_ALONE_MAX_BYTES;
  const embedding = await open(join(folder, ARTIFACT_FILES.embedding), "wx");
  const places = points ? await open(join(folder, ARTIFACT_FILES.points), "wx") : null;
  try {
    await writeRows(rows, { embedding, places, projection, fitted, report });
  } finally {
    await embedding.close();
    await places?.close();
  }
  return { projection, points };
}

interface Written {
  embedding: FileHandle;
  places: FileHandle | null;
  projection: Projection;
  fitted: Float32Array | null;
  report: Report;
}

async function writeRows(
  { count, dim, codes }: SpaceRows,
  { embedding, places, projection, fitted, report }: Written,
): Promise<void> {
  const step = rowsAtOnce(dim);
  let cut = 0;
  for (let from = 0; from < count; from += step) {
    const to = Math.min(count, from + step);
    const block = await codes(from, to);
    cut += countCut(block, dim);
    await embedding.writeFile(toHalf(block));
    const xyz = fitted?.subarray(from * 3, to * 3) ?? projectAll(projection, block, dim);
    await places?.writeFile(toHalf(xyz));
    report.progress("Writing the embedding", to, count);
  }
  if (cut > 0)
    report.line(`Latents: ${told(cut)} rows lie beyond 8 σ and are cut to it, as cursors are.`);
}

async function chooseProjection(
  rows: SpaceRows,
  { projection, seed, report }: SpaceOptions,
): Promise<Projection> {
  if (rows.dim <= 3) {
    if (projection === "umap")
      report.line(`Scatter: the ${rows.dim} dimensions as they are; UMAP is for more.`);
    return { kind: "identity" };
  }
  if (projection === "umap") return { kind: "umap", ...UMAP_SETTINGS, seed };
  const principal = principalComponents(
    { values: await sampleCodes(rows, seed), dim: rows.dim },
    3,
    seed,
  );
  const shares = principal.share.map((share) => `${Math.round(share * 100)} %`);
  report.line(
    `Scatter: the first three principal components (${shares.join(", ")} of the variance).`,
  );
  return toProjection(principal);
}
