import { spawn } from "node:child_process";
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readCard } from "../../server/model/artifact.ts";
import { readLayersModel } from "../../server/model/layers-files.ts";
import { ARTIFACT_FILES } from "../../server/protocol/artifact-files.ts";
import { chooseBackend } from "../../server/train/backend.ts";
import { openOnnxCodec } from "../../server/train/codec.ts";

/** Training, export and figures take seconds on a free machine; a busy one may need many. */
const TIMEOUT_MS = 240_000;
const SMALL = ["--limit", "240", "--batch", "96", "--backend", "wasm"];
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "train-"));
});
afterAll(() => rm(folder, { recursive: true }));

interface Finished {
  code: number | null;
  output: string;
}

/** Runs a command of `server/train` as a person would; `onOutput` sees what it has printed so far. */
function runCommand(
  script: string,
  words: string[],
  onOutput: (text: string, interrupt: () => void) => void = () => {},
): Promise<Finished> {
  const child = spawn(process.execPath, [
    "--import",
    "tsx",
    join("server", "train", script),
    ...words,
  ]);
  let output = "";
  return new Promise((resolve, reject) => {
    const collect = (part: Buffer) => {
      output += part.toString();
      onOutput(output, () => child.kill("SIGINT"));
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}

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
    expect(trained.output).toMatch(/epoch 2\/2 .*KL/);
    expect((await readdir(out)).sort()).toEqual(Object.values(ARTIFACT_FILES).sort());
    const card = await readCard(out);
    expect(card).toMatchObject({ id: "smoke", latentDim: 3, training: { epochs: 2 } });
    expect(card.dataset).toMatchObject({ train: 192, validation: 12, heldOut: 36 });
    expect(card.training.command).toBe(
      `npm run train -- ${["digits-3d", "--epochs", "2", ...SMALL, ...words].join(" ")}`,
    );
    expect((await readdir(folder)).filter((name) => name.startsWith("."))).toEqual([]);

    const accepted = await runCommand("evaluate-cli.ts", [out, "--json"]);
    expect(accepted, accepted.output).toMatchObject({ code: 0 });
    const last = JSON.parse(accepted.output.trim().split("\n").at(-1) ?? "");
    expect(last).toMatchObject({ model: "smoke", ok: true, faults: [] });
    expect(last.metrics.negativeElbo).toBeCloseTo(card.metrics.heldOut.negativeElbo, 2);

    const inflated = structuredClone(card);
    inflated.metrics.heldOut.negativeElbo -= 5;
    await writeFile(join(out, ARTIFACT_FILES.card), JSON.stringify(inflated));
    await appendFile(join(out, ARTIFACT_FILES.decoder, "weights.bin"), "x");
    const refused = await runCommand("evaluate-cli.ts", [out]);
    expect(refused.code).toBe(1);
    expect(refused.output).toMatch(/negativeElbo.*DIFFERS/);
    expect(refused.output).toMatch(/weights are not those/);
  },
  TIMEOUT_MS,
);

it(
  "[T23] Ctrl-C keeps the best weights in an artefact, and --resume goes on from there",
  async () => {
    const { out, words } = place("stopped");
    const run = ["digits-3d", "--epochs", "8", ...SMALL, ...words];
    let interrupted = false;
    const stopped = await runCommand("cli.ts", run, (text, interrupt) => {
      if (interrupted || !text.includes("epoch 1/8")) return;
      interrupted = true;
      interrupt();
    });
    expect(stopped, stopped.output).toMatchObject({ code: 0 });
    const first = await readCard(out);
    expect(first.training.epochs).toBeGreaterThan(0);
    expect(first.training.epochs).toBeLessThan(8);
    expect(first.training.bestEpoch).toBeLessThanOrEqual(first.training.epochs);

    const resumed = await runCommand("cli.ts", [...run, "--resume"]);
    expect(resumed, resumed.output).toMatchObject({ code: 0 });
    expect(resumed.output).not.toMatch(/epoch 1\//);
    expect(resumed.output).toMatch(/epoch 8\/8/);
    const second = await readCard(out);
    expect(second.training.epochs).toBe(8);
    expect(second.training.seconds).toBeGreaterThanOrEqual(first.training.seconds);

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
    for (const id of await readdir("server/artifacts")) {
      const path = join("server/artifacts", id);
      const card = await readCard(path);
      const bytes = await readFile(join(path, ARTIFACT_FILES.embedding));
      const z = new Float32Array(
        bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + card.latentDim * 64),
      );
      const codec = await openOnnxCodec(path, card);
      const drawn = await codec.decode(z);
      await codec.dispose();
      const model = await readLayersModel(join(path, ARTIFACT_FILES.decoder));
      const image = model.predict(tensor2d(z, [16, card.latentDim]));
      const wanted = [image].flat()[0]?.dataSync() ?? [];
      expect(drawn.length).toBe(16 * 784);
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
