import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { datasetFolder } from "../../server/model/artifact.ts";
import { ARTIFACT_FILES, DATASET_FILES } from "../../server/protocol/artifact-files.ts";
import { type Made, writeMade } from "./import/made-files.ts";
import { type Measured, measureImport } from "./import/measure-import.ts";
import type { Bench } from "./options.ts";
import { printTable, round } from "./report.ts";

interface Case extends Made {
  umap?: true;
}

const QUICK: Case[] = [
  { side: 64, dim: 32, rows: 1_000 },
  { side: 512, dim: 32, rows: 100 },
];
const FULL: Case[] = [
  ...[1_000, 10_000, 100_000].map((rows): Case => ({ side: 64, dim: 32, rows })),
  { side: 64, dim: 1_024, rows: 100_000 },
  { side: 64, dim: 32, rows: 10_000, umap: true },
  { side: 64, dim: 32, rows: 100_000, umap: true },
  ...[100, 1_000, 10_000].map((rows): Case => ({ side: 512, dim: 32, rows })),
];

/** Seconds and memory of whole imports, the latents given, the pictures decoded. */
export const importBench: Bench = {
  about: "seconds and memory of `npm run import`: 1,000 to 100,000 rows, 64 and 512 pixels, UMAP",
  async run({ quick }) {
    const cases = quick ? QUICK : FULL;
    const results: { name: string; seconds: number; peak_mb: number; files_mb: number }[] = [];
    // Row by row: the whole takes many minutes, and what was measured is worth having if it is cut short.
    printTable("import: s, peak MB, MB that a page fetches", []);
    for (const one of cases) {
      const name = `${one.side} px, ${one.dim} d, ${one.rows.toLocaleString("en")} rows${one.umap ? ", UMAP" : ""}`;
      const { seconds, peakBytes, fileBytes } = await importOnce(one);
      const [peak_mb, files_mb] = [round(peakBytes / 1e6, 0), round(fileBytes / 1e6, 1)];
      results.push({ name, seconds: round(seconds, 1), peak_mb, files_mb });
      const [s, peak, files] = [seconds.toFixed(1), String(peak_mb), String(files_mb)];
      console.log(`  ${name.padEnd(34)} ${s.padStart(7)} ${peak.padStart(7)} ${files.padStart(7)}`);
    }
    return { imports: results };
  },
};

async function importOnce(one: Case): Promise<Measured & { fileBytes: number }> {
  const folder = mkdtempSync(join(tmpdir(), "latent-commons-import-"));
  try {
    const { decoder, latents } = await writeMade(folder, one);
    const out = join(folder, "models");
    mkdirSync(out);
    // So that UMAP is fitted, not remembered.
    process.env.XDG_CACHE_HOME = join(folder, "cache");
    const wish = one.umap ? ["--projection", "umap"] : [];
    const files = ["--latents", latents, "--out", out];
    const measured = await measureImport([decoder, "--id", "made", ...files, ...wish]);
    return { ...measured, fileBytes: bytesOf(join(out, "made")) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a page fetches in the end, as it lies on the disk. */
function bytesOf(model: string): number {
  const data = datasetFolder(model, "made");
  const files = [
    join(model, ARTIFACT_FILES.embedding),
    join(data, DATASET_FILES.labels),
    join(data, DATASET_FILES.thumbnails),
  ];
  // Only where codes would take long to come.
  const points = statSync(join(model, ARTIFACT_FILES.points), { throwIfNoEntry: false });
  return files.reduce((sum, path) => sum + statSync(path).size, points?.size ?? 0);
}
