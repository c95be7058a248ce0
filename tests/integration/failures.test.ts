import { afterEach, expect, it } from "vitest";
import { readCatalog } from "../../server/engine/catalog.ts";
import type { Engine } from "../../server/engine/engine.ts";
import { selectEngine } from "../../server/engine/select-engine.ts";
import { AppError } from "../../server/protocol/errors.ts";
import {
  BOOKMARKS_PER_ROOM,
  PATH_MAX_STOPS,
  PATHS_PER_ROOM,
} from "../../server/protocol/limits.ts";
import { ARTIFACTS } from "../helpers/artifacts.ts";
import { accepted, codeOf, connectClient, until } from "../helpers/client.ts";
import { createMemoryStore } from "../helpers/memory-store.ts";
import { type Running, startApp } from "../helpers/start-app.ts";

let server: Running | null = null;
afterEach(async () => {
  await server?.stop();
  server = null;
});

const MODEL_16 = "digits-16d";

/** The real engine, which can be told to fail. */
async function breakable(): Promise<{ engine: Engine; setFails: (fails: boolean) => void }> {
  const real = await selectEngine(readCatalog(ARTIFACTS), "onnx-cpu");
  let fails = false;
  const engine: Engine = {
    ...real,
    decode: (...args) => (fails ? Promise.reject(new Error("device lost")) : real.decode(...args)),
  };
  return {
    engine,
    setFails(value) {
      fails = value;
    },
  };
}

it("[G21] a path made with other weights is kept, marked, cannot be played, and stops nobody", async () => {
  const store = createMemoryStore();
  server = await startApp({ store });
  const room = await server.createRoom(MODEL_16);
  const common = { roomId: room, author: "Ada", modelId: MODEL_16 };
  const stops = (length: number) =>
    [0, 1].map((i) => ({ label: `stop ${i}`, z: Array(length).fill(0.5), image: "a".repeat(16) }));
  const path = { name: "Old", interpolation: "lerp" as const, seconds: 2 };
  // As they were before someone retrained the model in place, with 8 dimensions and with 16.
  await store.savePath(
    { ...common, ...path, id: "eightdimspath", weightsHash: "0".repeat(64), stops: stops(8) },
    new Map(),
  );
  await store.savePath(
    { ...common, ...path, id: "otherweights", weightsHash: "1".repeat(64), stops: stops(16) },
    new Map(),
  );
  await store.createBookmark(
    {
      ...common,
      id: "eightdimsmark",
      name: "Old",
      weightsHash: "0".repeat(64),
      z: Array(8).fill(0),
      view: null,
      image: "a".repeat(16),
    },
    new Uint8Array([1]),
  );
  const [ada, bob] = await Promise.all([connectClient(server.url), connectClient(server.url)]);
  const joined = accepted(await ada.join(room));
  accepted(await bob.join(room));
  expect(joined.paths.map(({ stale }) => stale)).toEqual([true, true]);
  expect(joined.bookmarks.map(({ stale }) => stale)).toEqual([true]);
  for (const { id } of joined.paths)
    expect(codeOf(await ada.ask("playback", { action: "play", pathId: id }))).toBe("model_changed");
  expect(accepted(await ada.ask("path:read", { id: "eightdimspath" })).stops).toHaveLength(2);
  bob.move(1, Array(16).fill(0.25));
  await until("the other's image", () => bob.frames.length > 0);
  ada.close();
  bob.close();
});

it("[G22] an engine that fails is heard, said to the room, and a cursor that stands still gets its image when it is back", async () => {
  const { engine, setFails } = await breakable();
  server = await startApp({ engine });
  const room = await server.createRoom();
  const client = await connectClient(server.url);
  const states: boolean[] = [];
  client.socket.on("engine:put", ({ failing }) => states.push(failing));
  expect(accepted(await client.join(room)).engine.failing).toBe(false);
  setFails(true);
  const z = Float32Array.from([0.5, -0.5, 1]);
  client.move(1, z);
  await until("the failure to be told", () => states.includes(true));
  const late = await connectClient(server.url);
  expect(accepted(await late.join(room)).engine.failing).toBe(true);
  expect(
    codeOf(await client.ask("bookmark:create", { name: "Now", z: [0, 0, 0], view: null })),
  ).toBe("engine_unavailable");
  await until("more tries", () => (server?.app.stats.read().failuresPerSecond ?? 0) > 0.4);
  const lines = server.log.filter((line) => line.includes("decoding fails"));
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.length).toBeLessThan(5);
  setFails(false);
  const frame = await until("the image, without another move", () => client.frames[0], 12_000);
  setFails(false);
  expect(frame.pixels).toEqual(await engine.decode("digits-3d", z, 1));
  await until("the recovery to be told", () => states.at(-1) === false);
  client.close();
  late.close();
}, 40_000);

it("[G23] while the database is away people move, and newcomers come into a room that is open", async () => {
  const store = createMemoryStore();
  let away = false;
  const flaky = Object.fromEntries(
    Object.entries(store).map(([name, method]) => [
      name,
      (...args: never[]) =>
        away
          ? Promise.reject(new AppError("store_unavailable"))
          : (method as (...given: never[]) => unknown)(...args),
    ]),
  ) as unknown as typeof store;
  server = await startApp({ store: flaky });
  const [room, closed] = [await server.createRoom(), await server.createRoom()];
  const ada = await connectClient(server.url);
  accepted(await ada.join(room));
  away = true;
  const bob = await connectClient(server.url);
  expect(accepted(await bob.join(room)).peers).toHaveLength(1);
  bob.move(1, [1, 1, 1]);
  await until("the image", () => bob.frames.length > 0);
  const draft = { name: "Lost?", z: [0, 0, 0], view: null };
  expect(codeOf(await bob.ask("bookmark:create", draft))).toBe("store_unavailable");
  expect(codeOf(await (await connectClient(server.url)).join(closed))).toBe("store_unavailable");
  away = false;
  expect(codeOf(await bob.ask("bookmark:create", draft))).toBe("accepted");
  ada.close();
  bob.close();
});

it("[G24] a room of 500 places and 100 paths of 64 stops is joined in less than 100 kB", async () => {
  const store = createMemoryStore();
  server = await startApp({ store });
  const room = await server.createRoom(MODEL_16);
  const { weightsHash } = server.models.catalog.get(MODEL_16)?.card ?? { weightsHash: "" };
  const common = { roomId: room, modelId: MODEL_16, weightsHash, author: "Curious Otter" };
  const z = () => Array.from({ length: 16 }, (_, d) => Math.fround(Math.sin(d)));
  const image = "AbCdEfGhIjKlMnOp";
  for (let i = 0; i < BOOKMARKS_PER_ROOM; i++)
    await store.createBookmark(
      {
        ...common,
        id: `place${String(i).padStart(7, "a")}`,
        name: `Between seven and nine ${i}`,
        z: z(),
        view: null,
        image,
      },
      new Uint8Array(3_000),
    );
  for (let i = 0; i < PATHS_PER_ROOM; i++)
    await store.savePath(
      {
        ...common,
        id: `paths${String(i).padStart(7, "a")}`,
        name: `From a three to an eight ${i}`,
        interpolation: "catmull-rom",
        seconds: 12.5,
        stops: Array.from({ length: PATH_MAX_STOPS }, () => ({ label: "a stop", z: z(), image })),
      },
      new Map(),
    );
  const client = await connectClient(server.url);
  let largest = 0;
  client.socket.io.engine.on("data", (message: unknown) => {
    if (typeof message === "string") largest = Math.max(largest, message.length);
  });
  const joined = accepted(await client.join(room));
  expect(joined.bookmarks).toHaveLength(BOOKMARKS_PER_ROOM);
  expect(joined.paths).toHaveLength(PATHS_PER_ROOM);
  expect(largest).toBeGreaterThan(10_000);
  expect(largest).toBeLessThan(100_000);
  client.close();
});
