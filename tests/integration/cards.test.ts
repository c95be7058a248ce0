import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ARTIFACT_FILES } from "../../server/protocol/artifact-files.ts";
import type { ModelCard } from "../../server/protocol/model-card.ts";
import { evaluateArtifact } from "../../server/train/evaluate.ts";
import { ARTIFACTS, MODEL } from "../helpers/artifacts.ts";

/** Five seconds a model on a free machine. */
const TIMEOUT_MS = 120_000;

/** What evaluate finds wrong: names of figures, then sentences. */
async function findings(folder: string): Promise<string[]> {
  const { comparisons, faults } = await evaluateArtifact(folder);
  const differing = comparisons.filter(({ equal }) => !equal).map(({ figure }) => figure);
  return [...differing, ...faults];
}

it.each(await readdir(ARTIFACTS))(
  "[T25] the committed card of %s says what its weights and the data give",
  async (id) => {
    expect(await findings(join(ARTIFACTS, id))).toEqual([]);
  },
  TIMEOUT_MS,
);

it(
  "[T25] figures that are a little better than true, and a stale embedding, are found and named",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "card-"));
    await cp(join(ARTIFACTS, MODEL), folder, { recursive: true });
    const file = join(folder, ARTIFACT_FILES.card);
    const card = JSON.parse(await readFile(file, "utf8")) as ModelCard;
    card.metrics.heldOut.negativeElbo -= 0.3;
    card.metrics.heldOut.knn10 += 0.004;
    card.metrics.pca.mse += 0.002;
    await writeFile(file, JSON.stringify(card));
    const embedding = await readFile(join(folder, ARTIFACT_FILES.embedding));
    embedding.writeFloatLE(embedding.readFloatLE(400) + 0.01, 400);
    await writeFile(join(folder, ARTIFACT_FILES.embedding), embedding);
    expect(await findings(folder)).toEqual([
      "negativeElbo",
      "knn10",
      "pca.mse",
      expect.stringMatching(/^The stored embedding differs from the encoder's by up to 0\.01/),
    ]);
    await rm(folder, { recursive: true });
  },
  TIMEOUT_MS,
);
