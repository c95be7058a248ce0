import { afterAll, beforeAll, expect, it } from "vitest";
import { createRandom } from "../../server/latent/random.ts";
import { accepted, codeOf, connectClient, until } from "../helpers/client.ts";
import { type Running, startApp } from "../helpers/start-app.ts";

let server: Running;
let roomId: string;
beforeAll(async () => {
  server = await startApp();
  roomId = await server.createRoom();
});
afterAll(() => server.stop());

it("[G10] unknown rooms, wrong versions and commands before joining get their codes", async () => {
  const first = await connectClient(server.url);
  expect(codeOf(await first.join("nosuchroom22"))).toBe("room_not_found");
  expect(codeOf(await first.join(roomId, { protocol: 99 }))).toBe("protocol_mismatch");
  expect(codeOf(await first.join("../../etc"))).toBe("bad_request");
  const second = await connectClient(server.url);
  expect(codeOf(await second.join(roomId, { name: "x".repeat(10_000) }))).toBe("bad_name");
  const place = { name: "a", z: [0, 0, 0], view: null };
  expect(codeOf(await second.ask("bookmark:create", place))).toBe("not_joined");
  expect(codeOf(await second.send("no:such", {}))).toBe("bad_request");
  first.close();
  second.close();
});

it("[G11] a latent with NaN, of a wrong length or no buffer at all gives one fault and one log line, and the room goes on", async () => {
  const client = await connectClient(server.url);
  accepted(await client.join(roomId));
  const faults: string[] = [];
  client.socket.on("fault", ({ code }) => faults.push(code));
  const lines = server.log.length;
  client.move(1, [Number.NaN, 0, 0]);
  client.move(2, [0, 0]);
  client.socket.emit("cursor", "hello" as never);
  client.socket.emit("cursor", { z: [1, 2, 3] } as never);
  client.move(3, [0, 0, 1000]);
  const clamped = await until("the clamped image", () =>
    client.frames.find(({ seq }) => seq === 3),
  );
  expect([...clamped.z]).toEqual([0, 0, 8]);
  expect(faults).toEqual(["bad_latent"]);
  expect(server.log.length).toBe(lines + 1);
  expect(codeOf(await client.ask("bookmark:create", { name: "a", z: [0, 0], view: null }))).toBe(
    "bad_latent",
  );
  expect(codeOf(await client.ask("bookmark:rename", { id: "nosuchmark22", name: "b" }))).toBe(
    "bookmark_not_found",
  );
  expect(codeOf(await client.ask("playback", { action: "play", pathId: "nosuchpath22" }))).toBe(
    "path_not_found",
  );
  client.close();
});

it("[G12] a message over the limit closes that connection and nobody else's", async () => {
  const [bad, good] = await Promise.all([connectClient(server.url), connectClient(server.url)]);
  accepted(await good.join(roomId));
  const closed = new Promise((resolve) => bad.socket.once("disconnect", resolve));
  bad.socket.emit("cursor", new ArrayBuffer(2_000_000));
  await closed;
  good.move(1, [0, 0, 0]);
  await until("the image", () => good.frames.length > 0);
  good.close();
});

it("[G13] someone who sends commands without end is slowed, with a code", async () => {
  const client = await connectClient(server.url);
  accepted(await client.join(roomId));
  const replies = await Promise.all(
    Array.from({ length: 100 }, () => client.ask("room:rename", { name: "again" })),
  );
  expect(replies.filter(({ ok }) => ok).length).toBeGreaterThan(20);
  expect(replies.map(codeOf)).toContain("too_fast");
  client.close();
});

it("[G14] two thousand random messages leave the server answering", async () => {
  const random = createRandom(11);
  const events = [
    "join",
    "cursor",
    "profile",
    "bookmark:create",
    "path:save",
    "playback",
    "stats:watch",
    "nonsense",
  ];
  const values = [
    null,
    1,
    "x",
    [],
    {},
    { name: {} },
    { id: "a".repeat(500) },
    new Uint8Array(7),
    { z: [Number.MAX_VALUE] },
    { stops: [1] },
    { action: "seek", at: "x" },
  ];
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)];
  for (let round = 0; round < 10; round++) {
    const client = await connectClient(server.url);
    if (round % 2) accepted(await client.join(roomId));
    for (let i = 0; i < 200; i++)
      client.socket.emit(pick(events) as "cursor", pick(values) as never);
    await new Promise((resolve) => setTimeout(resolve, 20));
    client.close();
  }
  expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
  const client = await connectClient(server.url);
  accepted(await client.join(roomId));
  client.move(1, [0, 0, 0]);
  await until("an image after the storm", () => client.frames.length > 0);
  client.close();
});

it.each([
  ["GET", "/api/models/nope/files/x/embedding.bin", undefined, 404, "model_not_found"],
  ["GET", "/api/bookmarks/nosuchmark22/preview.png", undefined, 404, "bookmark_not_found"],
  ["GET", "/api/nothing", undefined, 404, "bad_request"],
  ["POST", "/api/rooms", "{", 400, "bad_request"],
  ["POST", "/api/rooms", JSON.stringify({ name: "x", modelId: "nope" }), 404, "model_not_found"],
  [
    "POST",
    "/api/rooms",
    JSON.stringify({ name: "x".repeat(61), modelId: "digits-3d" }),
    400,
    "bad_name",
  ],
  ["POST", "/api/models/digits-3d/decode", JSON.stringify({ z: [[0, 0]] }), 400, "bad_latent"],
  ["POST", "/api/models/digits-3d/decode", JSON.stringify({ z: [] }), 400, "bad_request"],
  ["POST", "/api/rooms", "x".repeat(2_700_000), 413, "too_large"],
])("[G15] %s %s answers %s with its code", async (method, path, body, status, code) => {
  const response = await fetch(server.url + path, {
    method,
    ...(body ? { body, headers: { "content-type": "application/json" } } : {}),
  });
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ error: { code } });
});
