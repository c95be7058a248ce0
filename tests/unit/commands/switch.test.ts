import { beforeEach, expect, it } from "vitest";
import { createRandom } from "../../../server/latent/random.ts";
import type { Reply } from "../../../server/protocol/commands.ts";
import type { LiveRoom } from "../../../server/room/live-room.ts";
import { FuzzPeer } from "../../helpers/fuzz/fuzz-peer.ts";
import { type FuzzServer, fuzzServer, imageAt } from "../../helpers/fuzz/fuzz-server.ts";

const ROOM = "roomaaaaaaaa";
const KEY = "the-host-key";

let server: FuzzServer;
let host: FuzzPeer;
let guest: FuzzPeer;

beforeEach(async () => {
  server = fuzzServer(createRandom(1));
  const made = server.store.createRoom({
    ...{ id: ROOM, name: "Room", modelId: "digits" },
    hostKeyHash: `#${KEY}`,
  });
  server.clock.advance(50);
  await made;
  host = new FuzzPeer("host", server);
  host.key = KEY;
  guest = new FuzzPeer("guest", server);
  for (const peer of [host, guest]) {
    peer.connect();
    peer.join(ROOM, false);
  }
  await pass();
});

/** Everything on its way arrives, in both directions. */
async function pass(rounds = 8): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    for (const peer of [host, guest]) peer.sendSome(100);
    await serverOnly();
    for (const peer of [host, guest]) peer.receiveSome(100);
  }
}

async function serverOnly(): Promise<void> {
  for (let i = 0; i < 3; i++) await new Promise<void>((resolve) => setImmediate(resolve));
  server.clock.advance(30);
  for (let i = 0; i < 3; i++) await new Promise<void>((resolve) => setImmediate(resolve));
}

const room = (): LiveRoom => server.registry.find(ROOM) ?? expect.fail("no room");

/** The answers to what this peer asked, in order. */
function answersTo(peer: FuzzPeer): string[] {
  const answers: string[] = [];
  peer.onArrival = () => (reply: Reply<unknown>) =>
    void answers.push(reply.ok ? "accepted" : reply.fault.code);
  return answers;
}

it("[MS6] a move of the former model is dropped without a word, also where both have as many dimensions", async () => {
  guest.move(Float32Array.from([1, 1, 1]));
  await pass();
  host.ask("room:model", { modelId: "twin" });
  host.sendSome(1);
  // Made in the old model, on its way while the room goes over.
  guest.move(Float32Array.from([-7, -7, -7]));
  for (let i = 0; i < 4; i++) await serverOnly();
  const carried = room().stage.placeOf(guest.slot).z;
  guest.sendSome(1);
  await serverOnly();
  expect(room().card.id).toBe("twin");
  expect(room().stage.placeOf(guest.slot).z).toEqual(carried);
  await pass();
  expect(guest.refused).toBe(0);
  expect([...guest.z]).toEqual(carried);
});

it("[MS6] what was still being drawn for the former model reaches nobody", async () => {
  for (let turn = 0; turn < 20; turn++) {
    const modelId = turn % 2 ? "digits" : "twin";
    host.ask("room:model", { modelId });
    host.sendSome(1);
    // In flight in the engine when the room goes over.
    for (let i = 0; i < 6; i++) {
      guest.move(Float32Array.from([(turn + i) % 7, 0, 0]));
      guest.sendSome(1);
      await new Promise<void>((resolve) => setImmediate(resolve));
      server.clock.advance(4);
    }
    await pass();
    expect(guest.own).toEqual(imageAt(guest.z, 4));
    expect(host.cursors.get(guest.slot)?.pixels).toEqual(imageAt(guest.z, 4));
  }
});

it("[MS7] another data set's model, an unknown one or none is refused, and nothing changes", async () => {
  const answers = answersTo(host);
  for (const modelId of ["foreign", "unknown", "No Model"]) host.ask("room:model", { modelId });
  await pass();
  expect(answers).toEqual(["bad_request", "other_data", "model_not_found"]);
  expect([room().card.id, room().stage.epoch]).toEqual(["digits", 0]);
  expect((await stored())?.modelId).toBe("digits");
});

it("[MS7] two switches at once come one after the other; what is saved last is where the room is", async () => {
  const answers = answersTo(host);
  for (const modelId of ["flat", "twin", "flat", "twin"]) host.ask("room:model", { modelId });
  await pass(20);
  expect(answers).toEqual(Array(4).fill("accepted"));
  expect([room().card.id, room().stage.epoch]).toEqual(["twin", 4]);
  expect([host.card?.id, guest.card?.id]).toEqual(["twin", "twin"]);
  expect((await stored())?.modelId).toBe("twin");
});

it("[MS8] who waits at the door goes over too", async () => {
  host.ask("door:lock", { locked: true });
  await pass();
  const late = new FuzzPeer("late", server);
  late.connect();
  late.join(ROOM, false);
  late.sendSome(1);
  await pass();
  late.receiveSome(100);
  expect([late.waiting, late.card?.id]).toEqual([true, "digits"]);
  host.ask("room:model", { modelId: "flat" });
  await pass();
  late.receiveSome(100);
  expect(late.card?.id).toBe("flat");
  late.sendSome(100);
  await pass();
  late.receiveSome(100);
  expect(late.own).toEqual(imageAt(late.z, 6));
});

async function stored() {
  const reading = server.store.room(ROOM);
  server.clock.advance(50);
  return reading;
}
