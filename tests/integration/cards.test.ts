import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { fromHalf, toHalf } from "../../server/latent/half.ts";
import { hashWeights } from "../../server/model/artifact.ts";
import { ARTIFACT_FILES } from "../../server/protocol/artifact-files.ts";
import { figure } from "../../server/protocol/card-shape.ts";
import type { StoredCard } from "../../server/protocol/model-card.ts";
import {
  createSplitCache,
  type Evaluation,
  evaluateArtifact,
  writeFigures,
} from "../../server/train/figures/evaluate.ts";
import { ALL_IDS, ARTIFACTS, AVATARS_IDS, copyModel, FASHION_IDS } from "../helpers/artifacts.ts";
import { AVATARS_ARE_HERE } from "../helpers/avatars.ts";
import { FASHION_IS_HERE } from "../helpers/fashion.ts";

/** Ten seconds a model on a free machine, once its data are loaded. */
const TIMEOUT_MS = 240_000;
/** Models of one data set come one after another. */
const IDS = [...ALL_IDS.filter((id) => !FASHION_IDS.includes(id)), ...FASHION_IDS];

const splitOf = createSplitCache();

/** What evaluate finds wrong: names of figures, then sentences. */
function findings({ comparisons, faults }: Evaluation): string[] {
  const differing = comparisons.filter(({ equal }) => !equal).map(({ figure }) => figure);
  return [...differing, ...faults];
}

it.for(IDS)(
  "[T25] the committed card of %s says what its weights and the data give",
  { timeout: TIMEOUT_MS },
  async (id, { skip }) => {
    skip(
      FASHION_IDS.includes(id) && !FASHION_IS_HERE,
      "Fashion-MNIST is not here: npm run dataset -- fashion-mnist",
    );
    skip(
      AVATARS_IDS.includes(id) && !AVATARS_ARE_HERE,
      "the avatars are not drawn: npm run dataset -- avatars",
    );
    expect(findings(await evaluateArtifact(join(ARTIFACTS, id), splitOf))).toEqual([]);
  },
);

it(
  "[T25] figures that are a little better than true, and a stale embedding, are found and named",
  async () => {
    const root = await mkdtemp(join(tmpdir(), "card-"));
    const folder = copyModel(root);
    await writeFigures(folder, await evaluateArtifact(folder, splitOf));
    const file = join(folder, ARTIFACT_FILES.card);
    const card = JSON.parse(await readFile(file, "utf8")) as StoredCard;
    card.metrics.negativeElbo = figure(card.metrics, "negativeElbo") - 0.3;
    card.metrics.knn10 = figure(card.metrics, "knn10") + 0.004;
    card.baselines["pca.mse"] = figure(card.baselines, "pca.mse") + 0.002;
    await writeFile(file, JSON.stringify(card));
    const embedding = await readFile(join(folder, ARTIFACT_FILES.embedding));
    const moved = fromHalf(embedding);
    moved[100] = (moved[100] ?? 0) + 0.02;
    await writeFile(join(folder, ARTIFACT_FILES.embedding), toHalf(moved));
    const lying = await evaluateArtifact(folder, splitOf);
    expect(findings(lying)).toEqual([
      "negativeElbo",
      "knn10",
      "pca.mse",
      expect.stringMatching(/^The stored embedding differs from the encoder's by up to 0\.0/),
    ]);
    // Weights and embedding must be the card's own before figures are written.
    await expect(writeFigures(folder, lying)).rejects.toThrow(
      /stored embedding.*Nothing was written/,
    );
    await writeFile(join(folder, ARTIFACT_FILES.embedding), embedding);
    await writeFigures(folder, { ...lying, faults: [] });
    const { metrics } = JSON.parse(await readFile(file, "utf8")) as StoredCard;
    expect(metrics).toEqual(lying.measured.metrics);
    await rm(root, { recursive: true });
  },
  TIMEOUT_MS,
);

it(
  "[T52] --all is one JSON line a model; a folder that is broken is its own fault and a failing exit",
  async () => {
    const root = await mkdtemp(join(tmpdir(), "cards-"));
    for (const id of ["first", "second"]) {
      mkdirSync(join(root, id));
      await writeFile(join(root, id, ARTIFACT_FILES.card), "{}");
    }
    mkdirSync(join(root, "datasets"));
    const words = ["--import", "tsx", "server/train/evaluate-cli.ts", "--all", "--json"];
    const env = { ...process.env, ARTIFACTS: root };
    const { stdout, status } = spawnSync(process.execPath, words, { env, encoding: "utf8" });
    const lines = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as object);
    expect(lines).toMatchObject([
      { model: "first", ok: false, metrics: {}, baselines: {} },
      { model: "second", ok: false, faults: [expect.stringMatching(/card\.json is not valid/)] },
    ]);
    expect(status).toBe(1);
    await rm(root, { recursive: true });
  },
  TIMEOUT_MS,
);

it(
  "[T53] a decoder that was brought along is looked at without figures",
  async () => {
    const root = await mkdtemp(join(tmpdir(), "cards-"));
    const change = async (file: string, over: object) =>
      writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, "utf8")), ...over }));
    const folder = join(root, "brought");
    await rename(copyModel(root), folder);
    const weightsHash = await hashWeights(folder, { kind: "decoder" });
    const brought = { id: "brought", kind: "decoder", metrics: {}, baselines: {}, weightsHash };
    await change(join(folder, ARTIFACT_FILES.card), brought);
    const evaluate = () => {
      const words = ["--import", "tsx", "server/train/evaluate-cli.ts", "--all", "--json"];
      const env = { ...process.env, ARTIFACTS: root };
      const { stdout, status } = spawnSync(process.execPath, words, { env, encoding: "utf8" });
      return { line: JSON.parse(stdout) as object, status };
    };
    const skipped = expect.stringMatching(/^Brought along/);
    expect(evaluate()).toMatchObject({ status: 0, line: { ok: true, skipped, faults: [] } });
    await change(join(folder, ARTIFACT_FILES.card), { weightsHash: "0".repeat(64) });
    const faults = ["The ONNX files are not those that the card's hash names."];
    expect(evaluate()).toMatchObject({ status: 1, line: { ok: false, faults } });
    await rm(root, { recursive: true });
  },
  TIMEOUT_MS,
);
