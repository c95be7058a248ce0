import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { PageSession } from "../../../app/_explorer/page-decoder/page-session.ts";
import { type CatalogEntry, readCatalog } from "../../../server/engine/catalog.ts";
import type { Engine } from "../../../server/engine/engine.ts";
import { selectEngine } from "../../../server/engine/select-engine.ts";
import { createRandom, gaussianVector } from "../../../server/latent/random.ts";
import { ARTIFACTS, MODEL } from "../../helpers/artifacts.ts";

const MOVES = 10_000;
const MIB = 2 ** 20;
const catalog = readCatalog(ARTIFACTS);
/** Every memory that WebAssembly has, to see that it stays as large as it is. */
const memories: WebAssembly.Memory[] = [];
/** Collects garbage on demand, which Node offers to new contexts once it is asked for. */
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
const Memory = WebAssembly.Memory;
let engine: Engine;

beforeAll(async () => {
  WebAssembly.Memory = new Proxy(Memory, {
    construct(target, [descriptor]) {
      const memory = new target(descriptor);
      memories.push(memory);
      return memory;
    },
  });
  engine = await selectEngine(catalog, "onnx-cpu");
});
afterAll(async () => {
  WebAssembly.Memory = Memory;
  await engine?.dispose();
});

async function open({ card, folder }: CatalogEntry): Promise<PageSession> {
  // Loaded here, after the memories are watched.
  const { openPageSession } = await import("../../../app/_explorer/page-decoder/page-session.ts");
  const wasm = readFileSync(
    createRequire(import.meta.url).resolve("onnxruntime-web/ort-wasm-simd-threaded.wasm"),
  );
  const model = readFileSync(join(folder, "decoder.onnx"));
  return openPageSession(new Uint8Array(wasm).buffer, model, card.latentDim);
}

it.each([...catalog.keys()])(
  "[O5] the page draws %s as the server does, within 1/255",
  async (id) => {
    const entry = catalog.get(id) as CatalogEntry;
    const page = await open(entry);
    const random = createRandom(5);
    for (let i = 0; i < 50; i++) {
      // From the middle to far outside of what the decoder has seen.
      const z = gaussianVector(random, entry.card.latentDim).map((value) => value * (1 + i / 15));
      const [ours, theirs] = [await page.decode(z), await engine.decode(id, z, 1)];
      expect(ours.length).toBe(theirs.length);
      expect(furthest(ours, theirs)).toBeLessThanOrEqual(1);
      // Not one grey; some clothes are faint, no digit is.
      const least = entry.card.dataset.id === "digits" ? 50 : 30;
      expect(Math.max(...ours) - Math.min(...ours)).toBeGreaterThan(least);
    }
  },
  60_000,
);

it("[O5] many drawn together are what each is alone", async () => {
  const page = await open(catalog.get(MODEL) as CatalogEntry);
  const places = Array.from({ length: 7 }, (_, i) => gaussianVector(createRandom(i), 3));
  const together = await page.decode(Float32Array.from(places.flatMap((z) => [...z])), 7);
  const size = together.length / 7;
  for (const [i, z] of places.entries())
    expect(
      furthest(together.subarray(i * size, (i + 1) * size), await page.decode(z)),
    ).toBeLessThanOrEqual(1);
});

it("[O6] ten thousand moves leave the page as large as it was", async () => {
  const page = await open(catalog.get(MODEL) as CatalogEntry);
  const z = new Float32Array(3);
  const draw = async (moves: number) => {
    for (let i = 0; i < moves; i++) {
      z[0] = Math.sin(i / 10);
      await page.decode(z);
    }
  };
  await draw(500);
  const before = sizes();
  await draw(MOVES);
  const after = sizes();
  expect(memories.length).toBeGreaterThan(0);
  expect(after.wasm).toBe(before.wasm);
  // One output tensor kept per move would be 30 MiB.
  expect(after.heap - before.heap).toBeLessThan(8 * MIB);
}, 180_000);

function sizes(): { wasm: number; heap: number } {
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return {
    wasm: memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
    heap: heapUsed + arrayBuffers,
  };
}

function furthest(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] as number))), 0);
}
