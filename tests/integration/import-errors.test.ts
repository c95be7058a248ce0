import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createRandom, gaussianVector } from "../../server/latent/random.ts";
import { makeWorkFolder } from "../../server/model/work-folder.ts";
import { makeDecoder, makeOnnx, numbers, type OnnxDraft } from "../helpers/make-onnx.ts";

const root = mkdtempSync(join(tmpdir(), "import-errors-"));
const small = join(root, "small");
afterAll(() => {
  spawnSync("umount", [small]);
  rmSync(root, { recursive: true, force: true });
});

const put = (name: string, bytes: Uint8Array | string) => writeFileSync(join(root, name), bytes);
const onnx = (name: string, draft: OnnxDraft) => put(name, makeOnnx(draft));

/** Runs the command as a person does. */
function bring(words: string[], out = join(root, "models")) {
  const args = ["tsx", "server/import/cli.ts", ...words, "--out", out];
  const { status, stdout, stderr } = spawnSync("npx", args, { encoding: "utf8", timeout: 100_000 });
  return { status, stdout, sentence: stderr.trim() };
}

beforeAll(() => {
  const draft = makeDecoder();
  onnx("fine.onnx", draft);
  onnx("two.onnx", { ...draft, inputs: [...draft.inputs, { name: "label", dims: ["N"] }] });
  onnx("black.onnx", makeDecoder({ scale: 0, end: [] }));
  onnx("unknown.onnx", makeDecoder({ end: ["Sharpen"] }));
  onnx("four.onnx", makeDecoder({ planes: [4, 6, 5] }));
  onnx("nan.onnx", {
    ...draft,
    weights: { ...draft.weights, bias: numbers([90], new Float32Array(90).fill(Number.NaN)) },
  });
  put("cut.onnx", makeOnnx(draft).subarray(0, 1_000));
  put("text.onnx", "no ONNX at all\n");
  put("narrow.csv", "0.1,0.2,0.3\n0.3,0.2,0.1\n0.5,0.1,0.2\n");
  put("rows.csv", "0.1,0.2,0.3,1\n0.3,0.2,0.1,2\n0.5,0.1,0.2,0\n");
  put("labels.csv", "cat\ndog\n");
  mkdirSync(join(root, "empty"));
  mkdirSync(join(root, "models", "taken"), { recursive: true });
});

it.each([
  ["no ONNX", ["text.onnx"], /^text\.onnx is not an ONNX file, or it was cut off: /],
  ["cut off", ["cut.onnx"], /^cut\.onnx is not an ONNX file, or it was cut off: /],
  ["two inputs", ["two.onnx"], /^two\.onnx has 2 inputs \(z, label\); a decoder has one/],
  ["wrong width", ["fine.onnx", "--latents", "narrow.csv"], /3 .*\b4\b|4 .*\b3\b/],
  [
    "labels of another length",
    ["fine.onnx", "--latents", "rows.csv", "--labels", "labels.csv"],
    /labels\.csv/,
  ],
  [
    "an empty folder",
    ["fine.onnx", "--latents", "rows.csv", "--images", "empty"],
    /empty .*no picture/,
  ],
  ["all black", ["black.onnx"], /^All pictures of black\.onnx are black/],
  ["NaN", ["nan.onnx"], /^nan\.onnx gives NaN or infinite numbers for 16 of 16 latents/],
  ["an unknown operator", ["unknown.onnx"], /^The engine cannot open unknown\.onnx: .*Sharpen/],
  ["four channels", ["four.onnx"], /no picture of 1 or 3 channels/],
  ["an absent encoder", ["fine.onnx", "--encoder", "none.onnx"], /none\.onnx cannot be read/],
] as [string, string[], RegExp][])(
  "[IM22] %s is one sentence and exit code 1",
  (_, words, sentence) => {
    const paths = words.map((word) => (word.startsWith("--") ? word : join(root, word)));
    const outcome = bring([...paths, "--id", "bad"]);
    expect(outcome.sentence).toMatch(sentence);
    expect(outcome.sentence.split("\n")).toHaveLength(1);
    expect(outcome.status).toBe(1);
    expect(readdirSync(join(root, "models")).filter((name) => name !== "datasets")).toEqual([
      "taken",
    ]);
  },
  120_000,
);

it("[IM21] an id that is taken is one sentence and exit code 1", () => {
  const { status, sentence } = bring([join(root, "fine.onnx"), "--id", "taken"]);
  expect({ status, sentence }).toEqual({
    status: 1,
    sentence: expect.stringMatching(/^The id “taken” is taken/),
  });
}, 120_000);

it("[IM22] a full disk is one sentence, and nothing is kept", ({ skip }) => {
  mkdirSync(small);
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=48k", "tmpfs", small]);
  if (mounted.status !== 0) skip("NO SMALL DISK: only root on Linux can make one");
  const { status, sentence } = bring([join(root, "fine.onnx"), "--id", "full"], small);
  expect(sentence).toMatch(/[Nn]o space is left/);
  expect(sentence.split("\n")).toHaveLength(1);
  expect(status).toBe(1);
  expect(readdirSync(small).filter((name) => name !== "datasets")).toEqual([]);
  expect(existsSync(join(small, "datasets", "full"))).toBe(false);
}, 120_000);

it("[IM19] what it says when all is well, and how to ask", () => {
  const { status, stdout, sentence } = bring([join(root, "fine.onnx"), "--id", "fine"]);
  expect({ status, sentence }).toEqual({ status: 0, sentence: "" });
  expect(stdout).toMatch(/6×5, colour, channels first/);
  expect(stdout.trim().split("\n").at(-1)).toContain(
    `“fine” is in ${join(root, "models", "fine")}: `,
  );
  expect(bring(["--help"]).stdout).toContain("--latents FILE");
}, 120_000);

it("[IM20] Ctrl-C in the middle leaves nothing", async () => {
  const out = join(root, "stopped");
  const words = [join(root, "fine.onnx"), "--id", "stopped", "--out", out];
  const command = spawn(process.execPath, ["--import", "tsx", "server/import/cli.ts", ...words]);
  // Its first line comes when its folder is there.
  await once(command.stdout, "data");
  expect(readdirSync(out)).toHaveLength(1);
  command.kill("SIGINT");
  expect(await once(command, "exit")).toEqual([130, null]);
  expect(readdirSync(out)).toEqual([]);
}, 120_000);

it("[IM25] what a killed import left is removed by the next, and by a check of the models", async () => {
  const out = join(root, "killed");
  const words = (id: string) => [join(root, "fine.onnx"), "--id", id];
  const kill = async (id: string) => {
    const args = ["--import", "tsx", "server/import/cli.ts", ...words(id), "--out", out];
    const command = spawn(process.execPath, args);
    await once(command.stdout, "data");
    command.kill("SIGKILL");
    await once(command, "exit");
    const [left = ""] = readdirSync(out).filter((name) => name.startsWith(`.${id}-`));
    return left;
  };
  const first = await kill("killed");
  const running = makeWorkFolder(out, "running");
  const { status, stdout } = bring(words("killed"), out);
  expect(status).toBe(0);
  expect(stdout).toContain(`Removed ${join(out, first)}, which an import left that was killed.`);
  const second = await kill("another");
  const check = spawnSync("npx", ["tsx", "server/models/cli.ts", "check"], {
    ...{ encoding: "utf8", env: { ...process.env, ARTIFACTS: out } },
  });
  expect(check.stdout).toContain(`${join(out, second)}: removed, an import left it`);
  expect(readdirSync(out).sort()).toEqual([basename(running), "datasets", "killed"]);
}, 120_000);

it("[RW27] UMAP says how far its neighbour search is, and ends within a second of Ctrl-C", async () => {
  const out = join(root, "umap");
  onnx("wide.onnx", makeDecoder({ dim: 64 }));
  const latents = gaussianVector(createRandom(1), 10_000 * 64);
  put("wide.bin", new Uint8Array(latents.buffer));
  const words = [join(root, "wide.onnx"), "--latents", join(root, "wide.bin"), "--id", "umap"];
  const command = spawn(
    process.execPath,
    ["--import", "tsx", "server/import/cli.ts", ...words, "--projection", "umap", "--out", out],
    { env: { ...process.env, XDG_CACHE_HOME: join(root, "cache") } },
  );
  let said = "";
  command.stdout.on("data", (text: Buffer) => {
    said += text;
  });
  await expect
    .poll(() => said, { timeout: 60_000, interval: 5 })
    .toMatch(/UMAP: finding neighbours: [\d,]+ of 10,000/);
  const [, rows = ""] = /neighbours: ([\d,]+) of/.exec(said) ?? [];
  expect(Number(rows.replace(",", ""))).toBeLessThan(10_000);
  const ended = once(command, "exit");
  const start = performance.now();
  command.kill("SIGINT");
  expect(await ended).toEqual([130, null]);
  expect(performance.now() - start).toBeLessThan(1_000);
  expect(readdirSync(out)).toEqual([]);
  expect(existsSync(join(root, "cache", "latent-commons"))).toBe(false);
}, 120_000);
