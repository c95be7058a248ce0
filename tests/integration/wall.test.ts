import { afterAll, beforeAll, expect, it } from "vitest";
import { accepted, connectClient, until } from "../helpers/client.ts";
import { type Running, startApp } from "../helpers/start-app.ts";

let server: Running;
beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.stop());

it("[WT16] a page that draws everyone's images is told places only, others as before; later it gets the images as they are", async () => {
  const roomId = await server.createRoom();
  const [mover, wall, other] = await Promise.all([1, 2, 3].map(() => connectClient(server.url)));
  if (!mover || !wall || !other) throw new Error("three connections were asked for");
  const { slot } = accepted(await mover.join(roomId));
  for (const client of [wall, other]) accepted(await client.join(roomId));
  let bytes = 0;
  wall.socket.on("tick", (packet) => {
    bytes += packet.byteLength;
  });
  accepted(await wall.ask("cursors:images", { on: false }));
  await until("what a newcomer is told", () => wall.ticks > 0);
  bytes = 0;
  for (let seq = 1; seq <= 20; seq++) {
    mover.move(seq, [seq / 10, 0, 0]);
    await until("the image", () => mover.frames.some((frame) => frame.seq === seq));
  }
  await until("the last place", () => wall.cursors.get(slot)?.seq === 20);
  await until("the image at the other", () => other.cursors.get(slot)?.pixels);
  expect(wall.cursors.get(slot)?.pixels).toBeNull();
  // Header and one entry of three dimensions, for each tick of a place, and once more where the image came after.
  expect(bytes).toBeLessThanOrEqual(2 * 20 * (16 + 24));
  accepted(await wall.ask("cursors:images", { on: true }));
  const seen = await until("the image at last", () => wall.cursors.get(slot)?.pixels);
  const truth = await server.engine.decode("digits-3d", Float32Array.from([2, 0, 0]), 1);
  expect(seen).toEqual(truth);
  mover.move(21, [0, 0, 2]);
  const next = await server.engine.decode("digits-3d", Float32Array.from([0, 0, 2]), 1);
  await until("the difference fits", () => {
    const pixels = wall.cursors.get(slot)?.pixels;
    return pixels && Buffer.compare(pixels, next) === 0;
  });
  for (const client of [mover, wall, other]) client.close();
});
