import type { Socket } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { eventMessage } from "../../server/protocol/parser.ts";
import { accepted, type Client, connectClient, until } from "../helpers/client.ts";
import { type Running, startApp } from "../helpers/start-app.ts";

let server: Running;
beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.stop());

/** The TCP socket under a Node client, which can be told to read nothing. */
function rawSocket(client: Client): Socket {
  return (client.socket.io.engine.transport as unknown as { ws: { _socket: Socket } }).ws._socket;
}

it("[G16] a receiver that reads nothing is skipped, delays nobody, and gets the newest when it reads again", async () => {
  const roomId = await server.createRoom();
  const [mover, reader, stuck] = await Promise.all([
    connectClient(server.url),
    connectClient(server.url),
    connectClient(server.url),
  ]);
  const { slot, room: info } = accepted(await mover.join(roomId));
  accepted(await reader.join(roomId));
  const stuckSlot = accepted(await stuck.join(roomId)).slot;
  await until("the first tick", () => stuck.ticks > 0);
  const seat = [...(server.app.registry.find(roomId)?.seats ?? [])].find(
    ({ slot: taken }) => taken === stuckSlot,
  );
  if (!seat?.wire) throw new Error("the third client is not in the room");
  const { wire } = seat;

  rawSocket(stuck).pause();
  let seq = 0;
  const moving = setInterval(() => mover.move(++seq, [Math.sin(seq), Math.cos(seq), 0]), 10);
  // The loopback's buffers hold megabytes: ballast fills them sooner than small ticks would.
  const ballast = setInterval(
    () => wire.send({ message: eventMessage("room:put", { ...info, name: "x".repeat(300_000) }) }),
    5,
  );
  await until("the stuck receiver to be skipped", () => seat.behindSince !== null, 15_000);
  clearInterval(ballast);

  const ticksBefore = reader.ticks;
  await until("ticks at the one who reads", () => reader.ticks > ticksBefore + 20);
  expect(seat.behindSince).not.toBeNull();
  clearInterval(moving);

  const last = Float32Array.from([0.5, 0.5, 0.5]);
  mover.move(++seq, last);
  rawSocket(stuck).resume();
  await until(
    "the newest at the one who fell behind",
    () => stuck.cursors.get(slot)?.z[2] === 0.5,
    15_000,
  );
  expect(stuck.cursors.get(slot)?.z).toEqual(last);
  for (const client of [mover, reader, stuck]) client.close();
}, 40_000);
