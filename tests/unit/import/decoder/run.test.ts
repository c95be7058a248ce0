import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, expect, it } from "vitest";
import { readCatalog } from "../../../../server/engine/catalog.ts";
import { selectEngine } from "../../../../server/engine/select-engine.ts";
import { readExactImages } from "../../../../server/image/exact-images.ts";
import { failureWords } from "../../../../server/import/failure-words.ts";
import { type ImportOptions, parseImportOptions } from "../../../../server/import/options.ts";
import { runImport } from "../../../../server/import/run.ts";
import { createRandom, gaussianVector } from "../../../../server/latent/random.ts";
import { hashWeights, readCard, readEmbedding } from "../../../../server/model/artifact.ts";
import { openOnnxCodec } from "../../../../server/train/figures/codec.ts";
import { invertibleDecoder, invertibleEncoder } from "../../../helpers/make-autoencoder.ts";
import { makeDecoder, makeOnnx, type OnnxDraft, wholes } from "../../../helpers/make-onnx.ts";

const root = mkdtempSync(join(tmpdir(), "import-"));
const out = join(root, "models");
afterAll(() => rmSync(root, { recursive: true, force: true }));

function put(name: string, draft: OnnxDraft): string {
  writeFileSync(join(root, name), makeOnnx(draft));
  return name;
}

/** What the command would do, and what it said. */
async function bring(...words: string[]) {
  const options = parseImportOptions(words, { root, artifacts: out }) as ImportOptions;
  const lines: string[] = [];
  const report = { line: (text: string) => lines.push(text), progress: () => {} };
  const now = () => new Date("2026-11-30T12:00:00Z");
  const card = await runImport(options, { report, now });
  return { card, lines, folder: join(out, options.id) };
}

/** Pictures that the decoder gives for known latents, and their class: the sign of the first number. */
async function putPictures(folder: string, count: number): Promise<Float32Array> {
  mkdirSync(join(root, folder), { recursive: true });
  const z = gaussianVector(createRandom(4), count * 4);
  const labels = ["file,class"];
  for (let row = 0; row < count; row++) {
    const pixels = Uint8Array.from({ length: 192 }, (_, at) => {
      const place = (at % 3) * 64 + Math.floor(at / 3);
      const value = 255 * (0.5 + 0.12 * (z[row * 4 + (place % 4)] ?? 0));
      return Math.min(255, Math.max(0, value + (((at + row) * 7) % 5) - 2));
    });
    const name = `${String(row).padStart(3, "0")}.png`;
    await sharp(pixels, { raw: { width: 8, height: 8, channels: 3 } }).toFile(
      join(root, folder, name),
    );
    labels.push(`${name},${(z[row * 4] ?? 0) > 0 ? "bright" : "dark"}`);
  }
  writeFileSync(join(root, `${folder}.csv`), labels.join("\n"));
  return z;
}

it("[IM19] one command makes a model that the server opens, its licence told once", async () => {
  const { card, lines, folder } = await bring(
    put("theirs.onnx", makeDecoder({ batch: 1, reshape: 1 })),
    ...["--id", "theirs", "--name", "Theirs", "--license", "CC0"],
  );
  expect(card).toMatchObject({
    ...{ id: "theirs", title: "Theirs", kind: "decoder", latentDim: 4, imageShape: [6, 5, 3] },
    ...{ loss: null, training: null, metrics: {}, baselines: {} },
    parameters: { encoder: null, decoder: 450 },
    summary: "Brought along: 4 numbers become 6×5 pixels in colour.",
    imported: {
      ...{ file: "theirs.onnx", licence: "CC0", input: [4], layout: "nchw", range: "0..1" },
      ...{ batch: 1, latents: "prior", mean: [0, 0, 0, 0], std: [1, 1, 1, 1] },
      date: "2026-11-30T12:00:00.000Z",
      command: "npm run import -- theirs.onnx --id theirs --name Theirs --license CC0",
    },
  });
  expect(lines.join("\n")).toMatch(
    /6×5, colour, channels first.*\n.*0\.\.1 \(the last operator is a Sigmoid\).*\n.*loop \(Scan\)/,
  );
  expect(await readCard(folder)).toMatchObject({
    id: "theirs",
    dataset: { decoded: true, licence: "" },
  });
  expect(await hashWeights(folder, { kind: "decoder" })).toBe(card.weightsHash);
  const engine = await selectEngine(readCatalog(out), "onnx-cpu");
  const pixels = await engine.decode("theirs", new Float32Array(8), 2);
  expect(pixels).toHaveLength(2 * 90);
  await engine.dispose();
  expect(readdirSync(out).sort()).toEqual(["datasets", "theirs"]);
  expect(readdirSync(folder).sort()).toEqual(["card.json", "decoder.onnx", "embedding.bin"]);
}, 60_000);

it.each(["0..1", "-1..1", "0..255"] as const)(
  "[IM17] an encoder of %s is found out over the decodes",
  async (range) => {
    const id = `encoder-${["0..1", "-1..1", "0..255"].indexOf(range)}`;
    put("decoder.onnx", invertibleDecoder());
    put("encoder.onnx", invertibleEncoder(range, range === "-1..1" ? 1 : "N"));
    const { card, lines, folder } = await bring(
      "decoder.onnx",
      "--id",
      id,
      "--encoder",
      "encoder.onnx",
    );
    expect(lines.find((line) => line.startsWith("Encoder"))).toContain(
      `takes ${range.replace("-", "−")} (`,
    );
    expect(card).toMatchObject({ parameters: { encoder: 773 }, metrics: {} });
    const codec = await openOnnxCodec(folder, card);
    const z = Float32Array.of(1, -1, 0.5, 0, 0, 0.3, -2, 1);
    const { mean, logVar } = await codec.encode(await codec.decode(z));
    for (const [at, value] of mean.entries()) expect(value).toBeCloseTo(z[at] ?? 0, 3);
    expect(logVar).toHaveLength(8);
    await codec.dispose();
  },
  60_000,
);

it("[IM24] what is told of an encoder is believed", async () => {
  put("decoder.onnx", invertibleDecoder());
  put("encoder.onnx", invertibleEncoder("0..255"));
  const words = ["decoder.onnx", "--encoder", "encoder.onnx"];
  const right = await bring(...words, "--id", "told", "--encoder-range", "0..255");
  expect(right.lines.find((line) => line.startsWith("Encoder"))).toMatch(
    /^Encoder: takes 0\.\.255 \(distance of its codes to the latents, in σ, if given 0\.\.255: 0(\.0\d*)?\)\.$/,
  );
  const wrong = await bring(...words, "--id", "told-wrong", "--encoder-range", "-1..1");
  expect(wrong.lines.find((line) => line.startsWith("Encoder"))).toMatch(
    /^Encoder: takes −1\.\.1 .* Look whether both are of one model: that is far\.$/,
  );
}, 60_000);

it("[IM24] an encoder that gives less back than the pictures' mean is told of", async () => {
  put("decoder.onnx", invertibleDecoder());
  put("encoder.onnx", invertibleEncoder("-1..1"));
  await putPictures("blind", 40);
  const words = ["decoder.onnx", "--encoder", "encoder.onnx", "--images", "blind"];
  const ofLatents = ({ lines }: { lines: string[] }) =>
    lines.find((line) => line.startsWith("Latents: the encoder's"));
  const seeing = await bring(...words, "--id", "seeing");
  expect(ofLatents(seeing)).toMatch(/given as −1\.\.1 \(.*\)\.$/);
  const blind = await bring(...words, "--id", "blind", "--encoder-range", "0..255");
  expect(ofLatents(blind)).toMatch(
    /given as 0\.\.255 .* Look whether both are of one model: their mean picture is nearer to them\.$/,
  );
}, 60_000);

it("[IM24] flat colour of an encoder is read pixel after pixel where that fits", async () => {
  put("decoder.onnx", invertibleDecoder());
  const { weights, nodes, ...encoder } = invertibleEncoder("0..1");
  put("encoder.onnx", {
    ...encoder,
    inputs: [{ name: "x", dims: ["N", 192] }],
    nodes: [
      { type: "Reshape", inputs: ["x", "pixels"], output: "image" },
      {
        type: "Transpose",
        inputs: ["image"],
        output: "planes",
        attributes: { perm: { ints: [0, 3, 1, 2] } },
      },
      ...nodes.map((node) => ({
        ...node,
        inputs: node.inputs.map((name) => (name === "x" ? "planes" : name)),
      })),
    ],
    weights: { ...weights, pixels: wholes(-1, 8, 8, 3) },
  });
  const { lines } = await bring("decoder.onnx", "--id", "flat", "--encoder", "encoder.onnx");
  expect(lines.find((line) => line.startsWith("Encoder"))).toContain("takes 0..1, channels last (");
}, 60_000);

it("[IM17] encoders that fit nothing", async () => {
  put("decoder.onnx", invertibleDecoder());
  const fitting = ["decoder.onnx", "--id", "none", "--encoder", "other.onnx"];
  const encoder = invertibleEncoder("0..1");
  put("other.onnx", { ...encoder, inputs: [{ name: "x", dims: ["N", 3, 9, 9] }] });
  await expect(bring(...fitting)).rejects.toThrow(
    /other.onnx takes x \[N, 3, 9, 9\], but the decoder gives 8×8×3/,
  );
  put("other.onnx", makeDecoder({ dim: 192 }));
  await expect(bring(...fitting)).rejects.toThrow(/gives image 90; the decoder takes 4 numbers/);
  put("other.onnx", { ...encoder, inputs: [...encoder.inputs, { name: "y", dims: ["N"] }] });
  await expect(bring(...fitting)).rejects.toThrow(/other.onnx has 2 inputs/);
}, 60_000);

it("[IM18] pictures and an encoder: codes, and what was held out", async () => {
  put("decoder.onnx", invertibleDecoder());
  put("encoder.onnx", invertibleEncoder("-1..1"));
  const z = await putPictures("pictures", 120);
  const { card, folder } = await bring(
    ...["decoder.onnx", "--id", "measured", "--encoder", "encoder.onnx"],
    ...["--images", "pictures", "--labels", "pictures.csv"],
  );
  expect(card.imported?.latents).toBe("encoder");
  expect(card.metrics.mse).toBeLessThan(1e-4);
  expect(card.metrics.psnr).toBeGreaterThan(40);
  expect(card.metrics.ssim).toBeGreaterThan(0.9);
  // The pictures are linear in four numbers, up to what bytes cut off: PCA finds them too.
  expect(card.baselines["pca.mse"]).toBeLessThan(4e-4);
  expect(card.baselines["pca.knn10"]).toBeGreaterThan(0.8);
  expect(card.metrics.knn10).toBeGreaterThan(0.8);
  const read = await readCard(folder);
  expect(read.dataset).toMatchObject({
    train: 102,
    heldOut: 18,
    decoded: false,
    classNames: ["bright", "dark"],
  });
  const { mean = [], std = [] } = read.imported ?? {};
  const raw = (await readEmbedding(folder, read)).map(
    (code, at) => (mean[at % 4] ?? 0) + (std[at % 4] ?? 1) * code,
  );
  const nearest = Math.min(
    ...Array.from(
      { length: 120 },
      (_, row) =>
        Math.abs((z[row * 4] ?? 0) - (raw[0] ?? 0)) +
        Math.abs((z[row * 4 + 1] ?? 0) - (raw[1] ?? 0)),
    ),
  );
  expect(nearest).toBeLessThan(0.05);
}, 60_000);

it.each([false, true])(
  "[IM18] pictures that cannot be read do not count: latents given %s",
  async (given) => {
    put("decoder.onnx", invertibleDecoder());
    put("encoder.onnx", invertibleEncoder("-1..1"));
    const id = given ? "cut-given" : "cut";
    const z = await putPictures(id, 120);
    // Cut off in their middle, and among the first, which decide the encoder's range: a held-out one counts a thousandfold.
    const cut = Array.from({ length: 13 }, (_, at) => `${String(at * 9).padStart(3, "0")}.png`);
    for (const name of cut) {
      const file = join(root, id, name);
      writeFileSync(file, readFileSync(file).subarray(0, 120));
    }
    writeFileSync(join(root, `${id}.bin`), new Uint8Array(z.buffer));
    const { card, lines, folder } = await bring(
      ...["decoder.onnx", "--id", id, "--encoder", "encoder.onnx", "--labels", `${id}.csv`],
      ...["--images", id, ...(given ? ["--latents", `${id}.bin`] : [])],
    );
    expect(lines.filter((line) => line.includes("left out"))).toEqual([
      `Pictures: 13 cannot be read and are left out, with their rows: ${cut.slice(0, 10).join(", ")} and 3 more.`,
    ]);
    const { dataset } = await readCard(folder);
    expect(dataset.train + dataset.heldOut).toBe(107);
    expect(dataset.heldOut).toBeGreaterThan(8);
    expect(card.metrics.mse).toBeLessThan(1e-4);
    expect(card.metrics.knn10).toBeGreaterThan(0.8);
    const pixels = await readExactImages(join(out, "datasets", id), dataset);
    const black = Array.from({ length: 107 }, (_, row) =>
      pixels.subarray(row * 192, (row + 1) * 192).every((value) => value < 5),
    );
    expect(black).not.toContain(true);
  },
  60_000,
);

it("[IM20] nothing is left of what failed", async () => {
  const before = readdirSync(out).sort();
  put("black.onnx", makeDecoder({ scale: 0, end: [] }));
  await expect(bring("black.onnx", "--id", "black")).rejects.toThrow(
    /All pictures of black.onnx are black/,
  );
  expect(readdirSync(out).sort()).toEqual(before);
  expect(readdirSync(join(out, "datasets"))).not.toContain("black");
}, 30_000);

it("[IM21] an id that is taken, by a model or by data", async () => {
  mkdirSync(join(out, "taken"), { recursive: true });
  mkdirSync(join(out, "datasets", "also"), { recursive: true });
  put("theirs.onnx", makeDecoder());
  for (const id of ["taken", "also"])
    await expect(bring("theirs.onnx", "--id", id)).rejects.toThrow(
      `The id “${id}” is taken in ${out}: choose another, or remove it first with npm run models -- remove ${id}.`,
    );
});

it("[IM22] a sentence for what can happen, everything for what must not", () => {
  const full = Object.assign(new Error("ENOSPC: no space left on device, write"), {
    code: "ENOSPC",
  });
  expect(failureWords(full)).toBe(
    "No space is left on the disk: nothing was kept; --out names another folder.",
  );
  expect(failureWords(new TypeError("x is not a function"))).toMatch(
    /TypeError: x is not a function\n +at /,
  );
});
