import { expect, it } from "vitest";
import { createRandom } from "../../../server/latent/random.ts";
import { WAITING_MS, WAITING_PER_ROOM } from "../../../server/protocol/limits.ts";
import { fakeWire } from "../../helpers/fake-wire.ts";
import { fuzzServer } from "../../helpers/fuzz/fuzz-server.ts";

const ROOM = "roomaaaaaaaa";

async function lockedRoom() {
  const server = fuzzServer(createRandom(1));
  const { store, registry, clock, card } = server;
  const settled = async <T>(work: Promise<T>) => {
    for (let i = 0; i < 20; i++) {
      clock.advance(20);
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    return work;
  };
  await settled(store.createRoom({ id: ROOM, name: "A", modelId: card.id }));
  const room = await settled(registry.open(ROOM));
  room.door.lock(true);
  const knock = (i: number) => {
    const wire = fakeWire(`wire-${i}`);
    const who = { token: null, rejoining: false, name: `P${i}`, color: "#4477aa" };
    return { wire, ...room.enter(wire, { ...who, browserId: `browser-${i}` }) };
  };
  return { room, registry, clock, knock };
}

it("[RT17] the number of those who wait is bounded, and each has a budget of their own", async () => {
  const { room, registry, knock } = await lockedRoom();
  const people = Array.from({ length: WAITING_PER_ROOM }, (_, i) => knock(i));
  expect(() => knock(WAITING_PER_ROOM)).toThrow(expect.objectContaining({ code: "room_full" }));
  const persons = people.map(({ seat }) => seat.room.personOf(seat));
  expect(new Set(persons).size).toBe(WAITING_PER_ROOM);
  expect(registry.counts().people).toBe(WAITING_PER_ROOM);
  expect(room.online).toBe(0);
  // Who goes makes room for the next.
  const [first] = people;
  if (first) first.seat.room.leave(first.seat);
  expect(knock(WAITING_PER_ROOM).seat.right).toBe("view");
});

it("[RT15] nobody waits longer than half an hour, and a place at the door is kept for a minute", async () => {
  const { room, registry, clock, knock } = await lockedRoom();
  const [lost, stays] = [knock(1), knock(2)];
  lost.seat.room.lose(lost.seat, lost.wire);
  clock.advance(50_000);
  expect(room.door.state.waiting.map(({ name }) => name)).toEqual(["P1", "P2"]);
  clock.advance(20_000);
  expect(room.door.state.waiting.map(({ name }) => name)).toEqual(["P2"]);
  const told: string[] = [];
  const send = stays.wire.send;
  stays.wire.send = (packet) => {
    told.push(String(packet.message));
    send(packet);
  };
  clock.advance(WAITING_MS);
  expect(told.join()).toContain("door_unanswered");
  expect(stays.wire.closed).toBe(true);
  expect(room.door.empty).toBe(true);
  // Nobody is there and nobody waits: the room is given up, and its door with it.
  clock.advance(10_000);
  expect(registry.find(ROOM)).toBeUndefined();
});
