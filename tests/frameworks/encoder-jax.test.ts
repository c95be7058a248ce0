import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { parseNpz } from "../../server/files/npz.ts";
import { chooseRows } from "../../server/import/rows/choose-rows.ts";
import { importDecoder } from "./import.ts";
import { findPython, runPython } from "./python.ts";

const COUNT = 400;
const SIZE = 32 * 32 * 3;
const python = findPython("jax");
const root = mkdtempSync(join(tmpdir(), "latent-commons-encoder-jax-"));
const cwd = join(root, "jax");
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Of each picture, as Flax itself finds it. */
let errors: number[] = [];
beforeAll(async () => {
  if (!python) return;
  cpSync(resolve("tests/frameworks/jax"), cwd, { recursive: true });
  await runPython(python, "autoencoder.py", { args: [resolve("tests/frameworks")], cwd });
  const arrays = parseNpz(readFileSync(join(cwd, "pictures.npz")), { maxBytes: 1e8 });
  const pixels = Uint8Array.from((arrays.get("pictures")?.values ?? []) as ArrayLike<number>);
  errors = Array.from((arrays.get("errors")?.values ?? []) as ArrayLike<number>);
  mkdirSync(join(cwd, "pictures"));
  for (let row = 0; row < COUNT; row++)
    await sharp(pixels.subarray(row * SIZE, (row + 1) * SIZE), {
      raw: { width: 32, height: 32, channels: 3 },
    }).toFile(join(cwd, "pictures", `${String(row).padStart(3, "0")}.png`));
}, 600_000);

it.skipIf(!python)(
  "[FW5] an encoder of Flax beside its decoder, in colour: what comes back of held-out pictures is what Flax gives back",
  async () => {
    const out = join(cwd, "models");
    mkdirSync(out);
    const { card, said } = await importDecoder("decoder.onnx", {
      ...{ id: "flax-discs", out, cwd },
      // Taught for so short a time it gives little more back than from pixels in 0..255, where `auto` asks.
      flags: ["--encoder", "encoder.onnx", "--encoder-range", "-1..1", "--images", "pictures"],
    });
    expect(said).toMatch(/codes of the pictures, given as −1\.\.1 \(/);
    const { order, counts } = chooseRows(COUNT, {
      ...{ bad: new Set<number>(), most: COUNT, seed: 7, heldOut: true },
    });
    expect(card.dataset).toMatchObject(counts);
    const heldOut = [...order.subarray(counts.train)].map((row) => errors[row] ?? Number.NaN);
    const expected = heldOut.reduce((sum, error) => sum + error, 0) / heldOut.length;
    console.warn(card.metrics, card.baselines, expected);
    expect(Math.abs((card.metrics.mse ?? 0) / expected - 1)).toBeLessThan(0.02);
    expect(card.baselines["pca.mse"]).toBeGreaterThan(0);
  },
);
