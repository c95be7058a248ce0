import { expect, it } from "vitest";
import type { Catalog } from "../../../server/engine/catalog.ts";
import { createNames } from "../../../server/names/names.ts";
import { createRegistry } from "../../../server/room/registry.ts";
import { createClock } from "../../helpers/clock.ts";
import { fakeWire } from "../../helpers/fake-wire.ts";
import { makeCard } from "../../helpers/make-card.ts";
import { createMemoryStore } from "../../helpers/memory-store.ts";

const DAY_MS = 86_400_000;
const ROOM = "roomaaaaaaaa";

it("[S23] a room in which somebody stays is noted as used once a day; an empty one is let go", async () => {
  const clock = createClock();
  const card = makeCard({ latentDim: 3 });
  const catalog: Catalog = new Map([[card.id, { card, folder: "", data: "" }]]);
  const store = createMemoryStore();
  await store.createRoom({ id: ROOM, name: "A", modelId: card.id });
  let touched = 0;
  const registry = createRegistry({
    store: {
      ...store,
      touchRoom: async () => {
        touched++;
        throw new Error("the disk is away");
      },
    },
    catalog,
    clock,
    engine: { id: "fake", device: "cpu", label: "fake" },
    scheduler: { move() {}, drop() {}, isFailing: () => false },
    log: { info() {}, warn() {}, error() {} },
    builtInTours: () => [],
    codec: { deflate: (x) => x, travelsAsFile: () => false, toFile: async (x) => x },
    secrets: { token: () => "token", hash: (token) => token, same: (a, b) => a === b },
    names: createNames(() => 0),
  });
  const live = await registry.open(ROOM);
  const wire = fakeWire("w");
  const { seat } = live.enter(wire, {
    token: null,
    rejoining: false,
    browserId: "browser-1",
    name: "Ada",
    color: "#4477aa",
  });
  expect(touched).toBe(1);
  clock.advance(DAY_MS - 10_000);
  expect(touched).toBe(1);
  clock.advance(20_000);
  expect(touched).toBe(2);
  // A failure is told and tried again the next day, not every five seconds.
  clock.advance(2 * DAY_MS);
  expect(touched).toBe(4);
  live.lose(seat, wire);
  clock.advance(70_000);
  expect(registry.find(ROOM)).toBeUndefined();
  clock.advance(2 * DAY_MS);
  expect(touched).toBe(4);
  registry.dispose();
});
