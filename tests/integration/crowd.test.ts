import { afterAll, beforeAll, expect, it } from "vitest";
import { accepted, type Client, connectClient, until } from "../helpers/client.ts";
import { type Running, startApp } from "../helpers/start-app.ts";

const PEOPLE = 7;
const MOVES = 40;
let server: Running;
beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server.stop());

const place = (who: number, step: number) =>
  Float32Array.from([Math.sin(who + step / 9), Math.cos(who + step / 9), Math.sin(who * 2)]);

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function decode(z: Float32Array): Promise<Uint8Array> {
  return server.engine.decode("digits-3d", z, 1);
}

function furthest(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? 255))), 0);
}

it("[G19] in a crowd others' images are at most 8/255 off while they move, and exact once they stand still", async () => {
  const roomId = await server.createRoom();
  const people: Client[] = [];
  const slots: number[] = [];
  for (let i = 0; i < PEOPLE; i++) {
    const client = await connectClient(server.url);
    slots.push(accepted(await client.join(roomId)).slot);
    people.push(client);
  }
  const [watcher] = people;
  let checked = 0;
  let late: Client | null = null;
  for (let step = 1; step <= MOVES; step++) {
    for (const [who, client] of people.entries()) client.move(step, place(who, step));
    await sleep(12);
    // Someone who comes in the middle gets whole images first, then the same differences as all.
    if (step === MOVES / 2) {
      late = await connectClient(server.url);
      accepted(await late.join(roomId));
    }
    for (let who = 1; who < PEOPLE; who++) {
      const seen = watcher?.cursors.get(slots[who] ?? 0);
      if (!seen?.pixels) continue;
      const truth = await decode(place(who, seen.imageSeq));
      expect(furthest(seen.pixels, truth)).toBeLessThanOrEqual(8);
      checked++;
    }
  }
  expect(checked).toBeGreaterThan(PEOPLE * 10);

  const last = await Promise.all(slots.map((_, who) => decode(place(who, MOVES))));
  for (const client of [...people, late as Client]) {
    for (const [who, slot] of slots.entries()) {
      await until("the exact image", () => {
        const seen = client.cursors.get(slot)?.pixels;
        return seen && Buffer.compare(seen, last[who] as Uint8Array) === 0;
      });
    }
    client.close();
  }
}, 30_000);

it("[G19] a crowd costs less than a quarter of every raw image to everyone", async () => {
  const roomId = await server.createRoom();
  const people = await Promise.all(Array.from({ length: PEOPLE }, () => connectClient(server.url)));
  for (const client of people) accepted(await client.join(roomId));
  let bytes = 0;
  people[0]?.socket.on("tick", (packet) => {
    bytes += packet.byteLength;
  });
  for (let step = 1; step <= MOVES; step++) {
    for (const [who, client] of people.entries()) client.move(step, place(who, step));
    await sleep(12);
  }
  expect(bytes).toBeGreaterThan(0);
  expect(bytes).toBeLessThan((PEOPLE * MOVES * 784) / 4);
  for (const client of people) client.close();
}, 30_000);
