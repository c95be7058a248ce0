import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCatalog } from "../../server/engine/catalog.ts";
import type { Engine } from "../../server/engine/engine.ts";
import { selectEngine } from "../../server/engine/select-engine.ts";
import { createRandom, gaussianVector } from "../../server/latent/random.ts";
import { imageSize } from "../../server/protocol/card-shape.ts";
import { ARTIFACTS } from "../helpers/artifacts.ts";

const catalog = readCatalog(ARTIFACTS);
const models = [...catalog.values()].map(({ card }) => card);
const COUNT = 5;

/** What every engine must do; `make` starts a fresh one. The reference is ONNX Runtime on the CPU. */
export function engineSuite(name: string, make: () => Promise<Engine>): void {
  // A software Vulkan needs seconds for its first image.
  describe(name, { timeout: 60_000 }, () => {
    let engine: Engine;
    let reference: Engine;
    beforeAll(async () => {
      [engine, reference] = await Promise.all([make(), selectEngine(catalog, "onnx-cpu")]);
    }, 60_000);
    afterAll(async () => {
      await engine?.dispose();
      await reference?.dispose();
    });

    it("[E1] names itself", () => {
      expect(engine.info.label.length).toBeGreaterThan(5);
      expect(["cpu", "wasm", "webgpu", "cuda"]).toContain(engine.info.device);
    });

    it.each(models)(
      "[E2] $id decodes to the same pixels as the reference, at most 1/255 apart",
      async (card) => {
        const z = gaussianVector(createRandom(1), COUNT * card.latentDim);
        const [ours, theirs] = await Promise.all([
          engine.decode(card.id, z, COUNT),
          reference.decode(card.id, z, COUNT),
        ]);
        expect(ours.length).toBe(COUNT * imageSize(card));
        expect(furthest(ours, theirs)).toBeLessThanOrEqual(1);
        // A decoder that ignored its input would pass the line above.
        expect(Math.max(...ours) - Math.min(...ours)).toBeGreaterThan(100);
        expect(
          furthest(
            ours.subarray(0, imageSize(card)),
            ours.subarray(imageSize(card), 2 * imageSize(card)),
          ),
        ).toBeGreaterThan(50);
      },
    );

    it.each(models)("[E3] $id decodes a row alone as it does in a batch", async (card) => {
      const z = gaussianVector(createRandom(2), COUNT * card.latentDim);
      const batch = await engine.decode(card.id, z, COUNT);
      const last = await engine.decode(card.id, z.slice(-card.latentDim), 1);
      expect(furthest(last, batch.subarray(-imageSize(card)))).toBeLessThanOrEqual(1);
    });

    it.each(models)("[E4] $id encodes to the reference's posterior", async (card) => {
      const random = createRandom(3);
      const pixels = Float32Array.from({ length: 2 * imageSize(card) }, () =>
        random() < 0.15 ? random() : 0,
      );
      const [ours, theirs] = await Promise.all([
        engine.encode(card.id, pixels, 2),
        reference.encode(card.id, pixels, 2),
      ]);
      expect(ours.zMean.length).toBe(2 * card.latentDim);
      for (const [i, value] of ours.zMean.entries())
        expect(value).toBeCloseTo(theirs.zMean[i] ?? Number.NaN, 2);
      for (const [i, value] of ours.zLogVar.entries())
        expect(value).toBeCloseTo(theirs.zLogVar[i] ?? Number.NaN, 2);
    });

    it("[E5] refuses an unknown model with a code and a wrong length with a RangeError, and goes on", async () => {
      await expect(engine.decode("no-such-model", new Float32Array(3), 1)).rejects.toMatchObject({
        code: "model_not_found",
      });
      await expect(engine.decode("digits-3d", new Float32Array(4), 1)).rejects.toThrow(RangeError);
      expect((await engine.decode("digits-3d", new Float32Array(3), 1)).length).toBe(784);
    });

    it("[E6] leaves the caller's latent as it was", async () => {
      const z = new Float32Array([0.5, -1, 2]);
      await engine.decode("digits-3d", z, 1);
      expect([...z]).toEqual([0.5, -1, 2]);
    });

    it("[E7] may be disposed twice", async () => {
      const other = await make();
      await other.dispose();
      await other.dispose();
    }, 60_000);
  });
}

function furthest(a: Uint8Array, b: Uint8Array): number {
  let most = 0;
  for (const [i, value] of a.entries()) most = Math.max(most, Math.abs(value - (b[i] ?? 255)));
  return most;
}
