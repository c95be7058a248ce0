import type { InterleavedBufferAttribute } from "three";
import { expect, it } from "vitest";
import { createTileInstances } from "../../../app/_explorer/scene/map/tile-instances.ts";
import { Busy, createTileLoader } from "../../../app/_explorer/scene/map/tile-loader.ts";
import { TileSlots } from "../../../app/_explorer/scene/map/tile-slots.ts";
import { mapGrid, type Tile, tileKey } from "../../../server/latent/map/map-tiles.ts";

const tile = (level: number, x = 0, y = 0): Tile => ({ level, x, y });
const settle = () => new Promise((resolve) => setTimeout(resolve));

function bench() {
  const here = new Set<string>();
  const asked: {
    key: string;
    done: (value: string) => void;
    fail: (cause: Error) => void;
    signal: AbortSignal;
  }[] = [];
  const faults: unknown[] = [];
  let wake: (() => void) | null = null;
  const loader = createTileLoader<string>({
    load: (wanted, signal) =>
      new Promise((done, fail) => asked.push({ key: tileKey(wanted), done, fail, signal })),
    isHere: (key) => here.has(key),
    onTile: (loaded) => here.add(tileKey(loaded)),
    onFault: (cause) => faults.push(cause),
    later: (run) => {
      wake = run;
      return () => {
        wake = null;
      };
    },
  });
  const keys = () => asked.map(({ key }) => key);
  return { loader, asked, keys, here, faults, wake: () => wake?.() };
}

it("[MP9] four at a time, most wanted first, each once", async () => {
  const { loader, asked, keys, here } = bench();
  const wanted = [0, 1, 2, 3, 4, 5].map((x) => tile(3, x));
  loader.want(wanted);
  loader.want(wanted);
  expect(keys()).toEqual(["3/0/0", "3/1/0", "3/2/0", "3/3/0"]);
  asked[1]?.done("");
  await settle();
  expect(keys().slice(4)).toEqual(["3/4/0"]);
  expect(here.has("3/1/0")).toBe(true);
});

it("[MP9] the newest view wins: what it does not need is given up, coarser tiles of the same place are not", async () => {
  const { loader, asked, keys, here } = bench();
  loader.want([tile(2, 1, 1), tile(2, 3, 3)]);
  loader.want([tile(4, 4, 5), tile(4, 5, 5)]);
  expect(asked.map(({ signal }) => signal.aborted)).toEqual([false, true, false, false]);
  asked[0]?.done("");
  asked[1]?.done("");
  await settle();
  expect([...here]).toEqual(["2/1/1"]);
  expect(keys().slice(2)).toEqual(["4/4/5", "4/5/5"]);
});

it("[MP9] a fault is told once and stops the asking until someone asks again", async () => {
  const { loader, asked, faults } = bench();
  loader.want([0, 1, 2, 3, 4].map((x) => tile(3, x)));
  asked[0]?.fail(new Error("gone"));
  await settle();
  loader.want([tile(1)]);
  expect(asked).toHaveLength(4);
  expect(faults).toHaveLength(1);
  loader.retry();
  expect(asked).toHaveLength(5);
});

it("[MP9] who is asked for patience asks again later", async () => {
  const { loader, asked, faults, wake } = bench();
  loader.want([tile(1)]);
  asked[0]?.fail(new Busy());
  await settle();
  expect(asked).toHaveLength(1);
  wake();
  expect(asked).toHaveLength(2);
  expect(faults).toEqual([]);
});

it("[MP9] a map that is left asks no more", async () => {
  const { loader, asked } = bench();
  loader.want([tile(1), tile(2)]);
  loader.dispose();
  expect(asked.every(({ signal }) => signal.aborted)).toBe(true);
  await settle();
  expect(asked).toHaveLength(2);
});

it("[MP9] until its own picture is there a tile shows its part of the finest coarser one", () => {
  const slots = new TileSlots(8);
  const { geometry, show } = createTileInstances();
  const grid = mapGrid([28, 28, 1]);
  /** Square, part and layer of each instance. */
  const drawn = () => {
    const { array } = (geometry.getAttribute("square") as InterleavedBufferAttribute).data;
    const count = geometry.instanceCount;
    return Array.from({ length: count }, (_, i) => [...array.slice(7 * i, 7 * i + 7)]);
  };
  const wanted = tile(2, 1, 2);
  show(grid, [wanted], slots);
  expect(drawn()).toEqual([]);
  slots.take("0/0/0");
  show(grid, [wanted], slots);
  expect(drawn()).toEqual([[-4, 0, 4, 0.25, 0.5, 0.25, 0]]);
  slots.take("1/0/1");
  show(grid, [wanted], slots);
  expect(drawn()).toEqual([[-4, 0, 4, 0.5, 0, 0.5, 1]]);
  slots.take("2/1/2");
  show(grid, [wanted], slots);
  expect(drawn()).toEqual([[-4, 0, 4, 0, 0, 1, 2]]);
});

it("[MP8] the least recently seen gives its layer up, and there are never more layers", () => {
  const slots = new TileSlots(3);
  const layers = ["a", "b", "c"].map((key) => slots.take(key));
  expect(layers).toEqual([0, 1, 2]);
  expect(slots.find("a")).toBe(0);
  expect(slots.take("d")).toBe(1);
  expect(slots.has("b")).toBe(false);
  expect([slots.find("a"), slots.find("c"), slots.find("d")]).toEqual([0, 2, 1]);
  for (let i = 0; i < 1000; i++) expect(slots.take(`tile ${i}`)).toBeLessThan(3);
  expect(slots.find("a")).toBeUndefined();
});
