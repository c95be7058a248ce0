import { expect, it } from "vitest";
import type { Outcome, Task } from "../../../app/_explorer/bench/compute/bench-engine.ts";
import type { BenchWorker } from "../../../app/_explorer/bench/compute/bench-worker.ts";
import { createNets } from "../../../app/_explorer/bench/compute/nets.ts";
import { createRunner, type Tile } from "../../../app/_explorer/bench/compute/runner.ts";
import type { Subject } from "../../../app/_explorer/bench/compute/subjects.ts";
import { BENCH } from "./bench.ts";

const model = (id: string): Subject => ({
  ...{ kind: "latent", id, latentDim: 2 },
  ...{ encoder: `${id}/e`, decoder: `${id}/d` },
});
const DAMAGED: Subject = { kind: "baseline", id: "damaged" };
const task = (level: number): Task => ({
  image: new Float32Array(4),
  shape: [2, 2, 1],
  damage: { ...BENCH.damage, level },
});
const settle = () => new Promise((resolve) => setTimeout(resolve));

/** A worker that does what it is told when it is told. */
function bench() {
  const runs: { level: number; id: string; finish: () => void; fail: () => void }[] = [];
  const loads: { id: string; finish: () => void; fail: (why: string) => void }[] = [];
  let tiles: ReadonlyMap<string, Tile> = new Map();
  const worker: BenchWorker = {
    load: ({ id }) =>
      new Promise((resolve, reject) =>
        loads.push({ id, finish: resolve, fail: (why) => reject(new Error(why)) }),
      ),
    run: ({ damage: { level } }, { id }) =>
      new Promise((resolve, reject) =>
        runs.push({
          ...{ level, id, fail: () => reject(new Error("ran out of memory")) },
          finish: () => resolve({ psnr: level } as Outcome),
        }),
      ),
    close: () => {},
  };
  const runner = createRunner(worker, (now) => {
    tiles = now;
  });
  return { runner, runs, loads, tile: (id: string) => tiles.get(id) };
}

it("[WB10] one runs at a time, what waits is the newest, and whoever is furthest behind is next", async () => {
  const { runner, runs, loads, tile } = bench();
  runner.set(task(1), [DAMAGED, model("a")]);
  loads[0]?.finish();
  await settle();
  expect(runs.map(({ id }) => id)).toEqual(["damaged"]);
  // Dragged on meanwhile.
  for (const level of [2, 3]) runner.set(task(level), [DAMAGED, model("a")]);
  runs[0]?.finish();
  await settle();
  expect(runs.slice(1).map(({ id, level }) => [id, level])).toEqual([["a", 3]]);
  expect(tile("damaged")).toMatchObject({ outcome: { psnr: 1 }, current: false });
  runs[1]?.finish();
  await settle();
  runs[2]?.finish();
  await settle();
  expect(tile("damaged")).toMatchObject({ outcome: { psnr: 3 }, current: true });
  expect(tile("a")).toMatchObject({ outcome: { psnr: 3 }, current: true });
  expect(runs).toHaveLength(3);
});

it("[WB10] a model that cannot be loaded stops no other, says why, and can be tried again", async () => {
  const { runner, runs, loads, tile } = bench();
  runner.set(task(1), ["a", "b", "c"].map(model));
  expect(loads.map(({ id }) => id)).toEqual(["a", "b"]);
  loads[0]?.fail("404");
  loads[1]?.finish();
  await settle();
  expect(loads.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  expect(tile("a")).toMatchObject({ state: "failed", reason: "404" });
  runs[0]?.finish();
  await settle();
  expect(tile("b")?.outcome).not.toBeNull();
  runner.retry("a");
  loads.at(-1)?.finish();
  await settle();
  expect(runs.at(-1)?.id).toBe("a");
  runs.at(-1)?.fail();
  await settle();
  expect(tile("a")).toMatchObject({ state: "failed", reason: "ran out of memory" });
});

it("[WB10] without an image nothing runs, and what is no longer wanted is forgotten", async () => {
  const { runner, runs, tile } = bench();
  runner.set(null, [DAMAGED]);
  await settle();
  expect(runs).toEqual([]);
  runner.set(task(1), []);
  expect(tile("damaged")).toBeUndefined();
});

it("[WB11] networks are opened once, the longest unused is closed, one that failed is opened again", async () => {
  const opened: string[] = [];
  const closed: string[] = [];
  let broken = true;
  const nets = createNets(async (file) => {
    opened.push(file);
    if (file === "broken" && broken) throw new Error("no network");
    return {
      run: async () => new Float32Array(0),
      close: async () => void closed.push(file),
    };
  }, 2);
  await Promise.all([nets.get("a"), nets.get("a"), nets.get("b")]);
  await nets.get("a");
  await nets.get("c");
  await settle();
  expect(opened).toEqual(["a", "b", "c"]);
  expect(closed).toEqual(["b"]);
  await expect(nets.get("broken")).rejects.toThrow("no network");
  broken = false;
  await nets.get("broken");
  expect(opened.filter((file) => file === "broken")).toHaveLength(2);
});
