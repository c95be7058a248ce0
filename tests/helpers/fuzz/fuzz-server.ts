import { Connection } from "../../../server/commands/connection.ts";
import type { CommandDeps } from "../../../server/commands/deps.ts";
import { createHandlers } from "../../../server/commands/handlers.ts";
import { createStatsWatch } from "../../../server/commands/stats-watch.ts";
import type { Catalog } from "../../../server/engine/catalog.ts";
import { deflateImages } from "../../../server/image/deflate-images.ts";
import type { Random } from "../../../server/latent/random.ts";
import { createNames } from "../../../server/names/names.ts";
import { imageSize } from "../../../server/protocol/card-shape.ts";
import { JoinCodes } from "../../../server/room/join-codes.ts";
import { createRegistry } from "../../../server/room/registry.ts";
import type { Wire } from "../../../server/room/wire.ts";
import { createScheduler } from "../../../server/schedule/decode-scheduler.ts";
import { createMeter } from "../../../server/schedule/meter.ts";
import type { Store } from "../../../server/store/store.ts";
import { createClock } from "../clock.ts";
import { makeCard } from "../make-card.ts";
import { createMemoryStore } from "../memory-store.ts";

/** The image that the fake engine draws at `z`: each pixel its first value, so that whose it is can be told. */
export const imageAt = (z: ArrayLike<number>, bytes: number): Uint8Array =>
  new Uint8Array(bytes).fill(Math.round(((z[0] ?? 0) + 8) * 15));

/** Everything between sockets and engine, on a clock of its own, with delays and failures out of `random`. */
export function fuzzServer(random: Random) {
  const clock = createClock();
  const card = makeCard({ latentDim: 3, imageShape: [2, 2, 1] });
  // Of the same data: one of which nothing is as wide, so that what is taken for the other's is seen, and one as wide.
  const flat = makeCard({ id: "flat", latentDim: 2, imageShape: [2, 3, 1] });
  const twin = makeCard({ id: "twin" });
  const cards = [card, flat, twin];
  const foreign = makeCard({ id: "foreign", dataset: { ...card.dataset, hash: "1".repeat(64) } });
  const catalog: Catalog = new Map(
    [...cards, foreign].map((card) => [card.id, { card, folder: "", data: "" }] as const),
  );
  const cardOf = (id: string) => catalog.get(id)?.card;
  const dimOf = (id: string) => cardOf(id)?.latentDim ?? 0;
  let engineFails = false;
  const later = <T>(ms: number, give: () => T) =>
    new Promise<T>((resolve, reject) => {
      clock.after(ms, () => {
        try {
          resolve(give());
        } catch (cause) {
          reject(cause);
        }
      });
    });
  const engine = {
    lanes: 2,
    decode: (modelId: string, z: Float32Array, count: number) =>
      later(1 + random() * 20, () => {
        if (engineFails) throw new Error("device lost");
        const [dim, bytes] = [dimOf(modelId), imageSize(cardOf(modelId) ?? card)];
        const pixels = new Uint8Array(bytes * count);
        for (let i = 0; i < count; i++) pixels.set(imageAt(z.subarray(dim * i), bytes), bytes * i);
        return pixels;
      }),
  };
  // No two of the same millisecond: their order would be the store's alone to know.
  let made = 0;
  const nextDate = () => new Date(Date.UTC(2026, 0, 1) + clock.now() * 1_000 + made++);
  /** What the store has done, of whatever asked. */
  const done: { method: string; args: readonly unknown[] }[] = [];
  const store = delayed(
    createMemoryStore({ now: nextDate }),
    () => later(random() * 15, () => undefined),
    (method, args) => void done.push({ method, args }),
  );
  const scheduler = createScheduler({
    engine,
    clock,
    meter: createMeter(clock.now),
    latentDim: dimOf,
    onFailure: () => {},
    onHealth: (modelId) => registry.engineChanged(modelId),
  });
  let ids = 0;
  const errors: object[] = [];
  const log = { info() {}, warn() {}, error: (fields: object) => void errors.push(fields) };
  const secrets = {
    token: () => `token-${++ids}`,
    hash: (token: string) => `#${token}`,
    same: (a: string, b: string) => a === b,
  };
  const names = createNames(() => 0);
  const registry = createRegistry({
    store,
    catalog,
    scheduler,
    clock,
    log,
    engine: { id: "fake", device: "cpu", label: "a fake engine" },
    builtInTours: () => [],
    codec: {
      deflate: deflateImages,
      travelsAsFile: () => false,
      toFile: async (pixels) => pixels,
    },
    secrets,
    names,
  });
  const codes = new Map(
    cards.map(({ id, latentDim }) => [
      id,
      Float32Array.from({ length: 6 * latentDim }, () => random() * 6 - 3),
    ]),
  );
  const deps: CommandDeps = {
    models: {
      card: cardOf,
      codes: (id) => later(random() * 15, () => codes.get(id) ?? new Float32Array()),
    },
    registry,
    store,
    scheduler,
    statsWatch: createStatsWatch(() => ({}) as never, clock),
    budgets: { command: async () => true, join: async () => true },
    codes: new JoinCodes({
      now: clock.now,
      randomBytes: (count) => new Uint8Array(count).fill(++ids),
    }),
    names,
    clock,
    log,
    newId: () => `made${String(++ids).padStart(8, "a")}`.replace(/[01]/g, "x"),
    newSeed: () => ++ids,
    imageKey: () => "abcdefghijklmnop",
    secrets,
    thumbnail: async (pixels) => pixels,
  };
  const handlers = createHandlers(deps);
  return {
    clock,
    card,
    cards,
    store,
    registry,
    errors,
    done,
    connect: (wire: Wire) => new Connection(wire, "127.0.0.1", handlers, deps),
    setEngineFails(fails: boolean) {
      engineFails = fails;
    },
  };
}

export type FuzzServer = ReturnType<typeof fuzzServer>;

/** A store that takes its time, each call another. */
function delayed(
  store: Store,
  wait: () => Promise<unknown>,
  did: (method: string, args: readonly unknown[]) => void,
): Store {
  const slow = Object.entries(store).map(([name, method]) => [
    name,
    async (...args: never[]) => {
      await wait();
      did(name, args);
      return (method as (...given: never[]) => unknown)(...args);
    },
  ]);
  return Object.fromEntries(slow) as Store;
}
