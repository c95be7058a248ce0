import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readCard, readEmbedding } from "../../server/model/artifact.ts";
import { readLayersModel } from "../../server/model/layers-files.ts";
import {
  ARTIFACT_FILES,
  DATASET_FILES,
  DATASETS_FOLDER,
} from "../../server/protocol/artifact-files.ts";
import { figure, imageSize } from "../../server/protocol/card-shape.ts";
import type { StoredCard } from "../../server/protocol/model-card.ts";
import { chooseBackend } from "../../server/train/backend/backend.ts";
import { openOnnxCodec } from "../../server/train/figures/codec.ts";
import { ARTIFACTS, MODEL_IDS } from "../helpers/artifacts.ts";
import { runCommand } from "../helpers/run-command.ts";

/** Training, export and figures take seconds on a free machine; a busy one may need many. */
const TIMEOUT_MS = 240_000;
const SMALL = ["--limit", "240", "--batch", "96", "--backend", "wasm"];
/** What only some kinds of models have. */
const OF_OTHER_KINDS: string[] = [
  ARTIFACT_FILES.restorer,
  ARTIFACT_FILES.restorerOnnx,
  ARTIFACT_FILES.discriminator,
  ARTIFACT_FILES.points,
  ARTIFACT_FILES.linearVeil,
  ARTIFACT_FILES.linearZeroMean,
];
/** What a run of a VAE leaves in its folder. */
const WRITTEN = Object.values(ARTIFACT_FILES)
  .filter((name) => !OF_OTHER_KINDS.includes(name))
  .sort();
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "train-"));
});
afterAll(() => rm(folder, { recursive: true }));

function place(id: string): { out: string; words: string[] } {
  const out = join(folder, id);
  return { out, words: ["--out", out, "--checkpoint", join(folder, `${id}.bin`)] };
}

it(
  "[T22] a run writes a whole artefact that evaluate accepts, and a changed one that it refuses",
  async () => {
    const { out, words } = place("smoke");
    const trained = await runCommand("cli.ts", ["digits-3d", "--epochs", "2", ...SMALL, ...words]);
    expect(trained, trained.output).toMatchObject({ code: 0 });
    expect(trained.output).toContain("wasm");
    expect(trained.output).toMatch(/epoch 2\/2 .*kl /);
    expect((await readdir(out)).sort()).toEqual(WRITTEN);
    const card = await readCard(out);
    expect(card).toMatchObject({ id: "smoke", latentDim: 3, training: { epochs: 2 } });
    expect(card.dataset).toMatchObject({
      id: "digits-240",
      train: 192,
      validation: 12,
      heldOut: 36,
    });
    const data = await readdir(join(folder, DATASETS_FOLDER, "digits-240"));
    const files = Object.values(DATASET_FILES).filter((name) => name !== DATASET_FILES.attributes);
    expect(data.sort()).toEqual(files.sort());
    expect(card.training?.command).toBe(
      `npm run train -- ${["digits-3d", "--epochs", "2", ...SMALL, ...words].join(" ")}`,
    );
    expect((await readdir(folder)).filter((name) => name.startsWith("."))).toEqual([]);

    const accepted = await runCommand("evaluate-cli.ts", [out, "--json"]);
    expect(accepted, accepted.output).toMatchObject({ code: 0 });
    const last = JSON.parse(accepted.output.trim().split("\n").at(-1) ?? "");
    expect(last).toMatchObject({ model: "smoke", ok: true, faults: [] });
    expect(last.metrics.negativeElbo).toBeCloseTo(figure(card.metrics, "negativeElbo"), 2);

    const file = join(out, ARTIFACT_FILES.card);
    const inflated = JSON.parse(await readFile(file, "utf8")) as StoredCard;
    inflated.metrics.negativeElbo = figure(card.metrics, "negativeElbo") - 5;
    await writeFile(file, JSON.stringify(inflated));
    await appendFile(join(out, ARTIFACT_FILES.decoder, "weights.bin"), "x");
    const refused = await runCommand("evaluate-cli.ts", [out]);
    expect(refused.code).toBe(1);
    expect(refused.output).toMatch(/negativeElbo.*DIFFERS/);
    expect(refused.output).toMatch(/weights are not those/);
  },
  TIMEOUT_MS,
);

it.each([
  ["digits-ae-2d", { kind: "autoencoder", latentDim: 2, klPerDimension: [] }, ["knn10", "ssim"]],
  ["digits-cvae-2d", { kind: "conditional-vae", latentDim: 3 }, ["labelAgreement", "labelLeak"]],
  ["digits-aae-2d", { kind: "adversarial-autoencoder" }, ["discriminatorLoss", "priorDistance"]],
  ["digits-pca-2d", { kind: "pca", training: { epochs: 0 } }, ["mse", "knn10"]],
])(
  "[T22] a run of another kind writes an artefact that evaluate accepts: %s",
  async (preset, expected, figures) => {
    const { out, words } = place(`small-${preset}`);
    const epochs = preset.includes("pca") ? [] : ["--epochs", "1", "--batch", "96"];
    const flags = [...epochs, "--limit", "240", "--backend", "wasm"];
    const trained = await runCommand("cli.ts", [preset, ...flags, ...words]);
    expect(trained, trained.output).toMatchObject({ code: 0 });
    const card = await readCard(out);
    expect(card).toMatchObject(expected);
    for (const name of figures) expect(Number.isFinite(figure(card.metrics, name))).toBe(true);
    const accepted = await runCommand("evaluate-cli.ts", [out]);
    expect(accepted, accepted.output).toMatchObject({ code: 0 });
  },
  TIMEOUT_MS,
);

it(
  "[T23] Ctrl-C keeps the best weights in an artefact, and --resume goes on from there",
  async () => {
    const { out, words } = place("stopped");
    const run = ["digits-3d", "--epochs", "8", ...SMALL, ...words];
    let interrupted = false;
    const stopped = await runCommand("cli.ts", run, {
      onOutput: (text, interrupt) => {
        if (interrupted || !text.includes("epoch 1/8")) return;
        interrupted = true;
        interrupt();
      },
    });
    expect(stopped, stopped.output).toMatchObject({ code: 0 });
    const first = await readCard(out);
    expect(first.training?.epochs).toBeGreaterThan(0);
    expect(first.training?.epochs).toBeLessThan(8);
    expect(first.training?.bestEpoch).toBeLessThanOrEqual(first.training?.epochs ?? 0);

    const resumed = await runCommand("cli.ts", [...run, "--resume"]);
    expect(resumed, resumed.output).toMatchObject({ code: 0 });
    expect(resumed.output).not.toMatch(/epoch 1\//);
    expect(resumed.output).toMatch(/epoch 8\/8/);
    const second = await readCard(out);
    expect(second.training?.epochs).toBe(8);
    expect(second.training?.seconds).toBeGreaterThanOrEqual(first.training?.seconds ?? 0);

    const other = await runCommand("cli.ts", [...run, "--beta", "2", "--resume"]);
    expect(other).toMatchObject({ code: 1 });
    expect(other.output).toMatch(/checkpoint was made with beta 1, not 2/);
    // Step sizes fall along a cosine over all epochs: more of them is another run.
    const longer = await runCommand("cli.ts", [...run, "--epochs", "9", "--resume"]);
    expect(longer).toMatchObject({ code: 1 });
    expect(longer.output).toMatch(/checkpoint was made with epochs 8, not 9/);
    await writeFile(join(folder, "stopped.bin"), "not a checkpoint");
    const broken = await runCommand("cli.ts", [...run, "--resume"]);
    expect(broken).toMatchObject({ code: 1 });
    expect(broken.output).toMatch(/stopped\.bin is no checkpoint of this version/);
  },
  TIMEOUT_MS,
);

it(
  "[T24] the two forms of a committed model draw the same, within 1/255",
  async () => {
    await chooseBackend("wasm");
    const { tensor2d } = await import("@tensorflow/tfjs-core");
    for (const id of MODEL_IDS) {
      const path = join(ARTIFACTS, id);
      const card = await readCard(path);
      const z = (await readEmbedding(path, card)).slice(0, card.latentDim * 16);
      const codec = await openOnnxCodec(path, card);
      const drawn = await codec.decode(z);
      await codec.dispose();
      const model = await readLayersModel(join(path, ARTIFACT_FILES.decoder));
      const image = model.predict(tensor2d(z, [16, card.latentDim]));
      const wanted = [image].flat()[0]?.dataSync() ?? [];
      expect(drawn.length).toBe(16 * imageSize(card));
      const largest = drawn.reduce(
        (most, value, i) => Math.max(most, Math.abs(value - (wanted[i] ?? 9))),
        0,
      );
      expect(largest).toBeLessThan(1 / 255);
    }
  },
  TIMEOUT_MS,
);

it(
  "[T15] a wrong word on the command line is one sentence and a failing exit",
  async () => {
    const wrong = await runCommand("cli.ts", ["digits-4d"]);
    expect(wrong.code).toBe(1);
    expect(wrong.output.trim().split("\n")).toHaveLength(1);
    const unknown = await runCommand("evaluate-cli.ts", ["nothing-here"]);
    expect(unknown.code).toBe(1);
    expect(unknown.output).toMatch(/no model "nothing-here"/);
  },
  TIMEOUT_MS,
);
