import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCatalog } from "../../server/engine/catalog.ts";
import type { Engine } from "../../server/engine/engine.ts";
import { ENGINES } from "../../server/engine/engines.ts";
import { imageSize } from "../../server/protocol/card-shape.ts";
import { ARTIFACTS } from "../helpers/artifacts.ts";
import { furthest, GOLDEN_COUNT, readGolden } from "./golden.ts";

const catalog = readCatalog(ARTIFACTS);
const models = [...catalog.values()].map(({ card }) => card);

/** What every engine must do; `make` starts a fresh one. */
export function engineSuite(name: string, make: () => Promise<Engine>): void {
  // A software Vulkan needs seconds for its first image.
  describe(name, { timeout: 60_000 }, () => {
    let engine: Engine;
    beforeAll(async () => {
      engine = await make();
    }, 60_000);
    afterAll(() => engine?.dispose());

    it("[E1] names itself", () => {
      expect(engine.info.label.length).toBeGreaterThan(5);
      expect(engine.info.device).toMatch(/^(cpu|wasm|webgpu|cuda)$/);
      expect(ENGINES.map(({ id }) => id)).toContain(engine.info.id);
    });

    it.each(models)("[E2] $id decodes to the golden pixels, at most 1/255 apart", async (card) => {
      const golden = readGolden(card);
      const ours = await engine.decode(card.id, golden.z, GOLDEN_COUNT);
      expect(furthest(ours, golden.pixels)).toBeLessThanOrEqual(1);
    });

    it.each(models)("[E3] $id decodes a row alone as it does in a batch", async (card) => {
      const { z, pixels } = readGolden(card);
      const last = await engine.decode(card.id, z.slice(-card.latentDim), 1);
      expect(furthest(last, pixels.slice(-imageSize(card)))).toBeLessThanOrEqual(1);
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
