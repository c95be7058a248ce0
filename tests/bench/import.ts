import { once } from "node:events";
import {
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRandom, gaussian } from "../../server/latent/random.ts";
import { datasetFolder } from "../../server/model/artifact.ts";
import { ARTIFACT_FILES, DATASET_FILES } from "../../server/protocol/artifact-files.ts";
import { madeDecoder } from "./import/made-decoder.ts";
import { type Measured, measureImport } from "./import/measure-import.ts";
import type { Bench } from "./options.ts";
import { printTable, round } from "./report.ts";

interface Case {
  side: 64 | 512;
  dim: number;
  rows: number;
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
  ...[1_000, 10_000, 100_000].map((rows): Case => ({ side: 512, dim: 32, rows })),
];

/** Seconds and memory of whole imports, the latents given, the pictures decoded. */
export const importBench: Bench = {
  about: "seconds and memory of `npm run import`: 1,000 to 100,000 rows, 64 and 512 pixels, UMAP",
  async run({ quick }) {
    const cases = quick ? QUICK : FULL;
    const results: { name: string; seconds: number; peak_mb: number; files_mb: number }[] = [];
    for (const one of cases) {
      const name = `${one.side} px, ${one.dim} d, ${one.rows.toLocaleString("en")} rows${one.umap ? ", UMAP" : ""}`;
      console.log(`  ${name} …`);
      const { seconds, peakBytes, fileBytes } = await importOnce(one);
      const [peak_mb, files_mb] = [round(peakBytes / 1e6, 0), round(fileBytes / 1e6, 1)];
      results.push({ name, seconds: round(seconds, 1), peak_mb, files_mb });
    }
    printTable("import", [
      ["", "s", "peak MB", "files MB"],
      ...results.map(({ name, seconds, peak_mb, files_mb }) => [name, seconds, peak_mb, files_mb]),
    ]);
    return { imports: results };
  },
};

async function importOnce(one: Case): Promise<Measured & { fileBytes: number }> {
  const folder = mkdtempSync(join(tmpdir(), "latent-commons-import-"));
  try {
    const [decoder, latents] = [join(folder, "decoder.onnx"), join(folder, "latents.bin")];
    writeFileSync(decoder, await madeDecoder(one.dim, one.side));
    await writeLatents(latents, one);
    const out = join(folder, "models");
    mkdirSync(out);
    // So that UMAP is fitted, not remembered.
    process.env.XDG_CACHE_HOME = join(folder, "cache");
    const wish = one.umap ? ["--projection", "umap"] : [];
    const files = ["--latents", latents, "--out", out];
    const measured = await measureImport([decoder, "--id", "made", ...files, ...wish]);
    return { ...measured, fileBytes: bytesOf(join(out, "made"), one) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Ten clusters. */
async function writeLatents(file: string, { rows, dim }: Case): Promise<void> {
  const random = createRandom(5);
  const middles = Float32Array.from({ length: 10 * dim }, () => 2 * gaussian(random));
  const stream = createWriteStream(file);
  for (let row = 0; row < rows; row++) {
    const start = (row % 10) * dim;
    const values = Float32Array.from(
      { length: dim },
      (_, d) => (middles[start + d] ?? 0) + gaussian(random),
    );
    if (!stream.write(new Uint8Array(values.buffer))) await once(stream, "drain");
  }
  stream.end();
  await once(stream, "finish");
}

/** What a page fetches before it shows the cloud and its pictures. */
function bytesOf(model: string, { umap, dim, rows }: Case): number {
  const data = datasetFolder(model, "made");
  const isLarge = umap || rows * dim * 2 > 8e6;
  const points = isLarge ? ARTIFACT_FILES.points : ARTIFACT_FILES.embedding;
  const files = [
    join(model, points),
    join(data, DATASET_FILES.labels),
    join(data, DATASET_FILES.thumbnails),
  ];
  return files.reduce((sum, path) => sum + statSync(path).size, 0);
}
