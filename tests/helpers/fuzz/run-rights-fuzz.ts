import { expect } from "vitest";
import { createRandom, type Random } from "../../../server/latent/random.ts";
import { COMMANDS, type CommandName, type Reply } from "../../../server/protocol/commands.ts";
import { allows, type Right, toldRight } from "../../../server/protocol/rights.ts";
import type { Place } from "../../../server/room/place.ts";
import { FuzzPeer } from "./fuzz-peer.ts";
import { type FuzzServer, fuzzServer } from "./fuzz-server.ts";
import { RightsOracle } from "./rights-oracle.ts";

const ROOM = "roomaaaaaaaa";
const HOST_KEY = "the-first-host-key";
const PLAIN = 4;

interface World {
  server: FuzzServer;
  owner: FuzzPeer;
  cohost: FuzzPeer;
  peers: FuzzPeer[];
  oracle: RightsOracle;
  /** Marks that were left by somebody who might, at the moment when their command arrived. */
  allowed: Set<string>;
  random: Random;
  pick: <T>(list: readonly T[]) => T;
}

const settle = async () => {
  for (let i = 0; i < 3; i++) await new Promise<void>((resolve) => setImmediate(resolve));
};

/**
 * One random history of a hosted room: links, keys, removals and the door change while everybody tries everything. What
 * the server does is held after each step to what an oracle says of the same facts.
 */
export async function runRightsFuzz(seed: number, steps: number): Promise<void> {
  const random = createRandom(seed);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const server = fuzzServer(random);
  const hostKeyHash = `#${HOST_KEY}`;
  const made = server.store.createRoom({
    id: ROOM,
    name: "first",
    modelId: server.card.id,
    hostKeyHash,
  });
  server.clock.advance(50);
  await made;
  const peers = Array.from({ length: PLAIN + 2 }, (_, i) => new FuzzPeer(`person-${i}`, server));
  const [owner, cohost] = peers as [FuzzPeer, FuzzPeer];
  owner.key = HOST_KEY;
  const oracle = new RightsOracle(hostKeyHash);
  const world = { server, owner, cohost, peers, oracle, allowed: new Set(["first"]), random, pick };
  for (const peer of peers)
    peer.onArrival = (event, request) => arrived(world, peer, event, request);
  for (let step = 0; step < steps; step++) {
    act(world, pick(peers), step);
    await settle();
    oracle.read(server.done);
    checkAlways(world);
  }
}

const seatOf = ({ server }: World, peer: FuzzPeer): Place | undefined =>
  [...(server.registry.find(ROOM)?.seats ?? [])].find(({ wire }) => wire && wire === peer.wire);

/** What the oracle says of a command as it arrives; the answer has to agree. */
function arrived(world: World, peer: FuzzPeer, event: string, request: unknown) {
  const needed = COMMANDS[event as CommandName].right;
  const seat = seatOf(world, peer);
  const held = seat && world.oracle.rightOf(seat.keyHash);
  const may = needed !== null && held != null && allows(held, needed);
  const { name } = request as { name?: string };
  if (may && name) world.allowed.add(name);
  return (reply: Reply<unknown>) => {
    if (needed === null || needed === "view") return;
    if (reply.ok) expect([event, held, may]).toEqual([event, held, true]);
    else if (reply.fault.code === "forbidden" && event !== "person:remove")
      expect([event, held, may]).toEqual([event, held, false]);
    if (reply.ok && event.startsWith("room:key") && reply.value)
      keyMade(world, peer, request as { which: string }, reply.value as { key: string });
    if (reply.ok && event === "person:remove") world.oracle.removed++;
  };
}

/** Keys go from hand to hand outside of the server; who asked may lose the answer, and does not here. */
function keyMade(
  world: World,
  peer: FuzzPeer,
  { which }: { which: string },
  made: { key: string },
) {
  if (which === "host") peer.key = made.key;
  else world.cohost.key = made.key;
}

function act(world: World, peer: FuzzPeer, step: number): void {
  const { server, owner, cohost, peers, random, pick } = world;
  const host = random() < 0.7 ? pick([owner, cohost]) : peer;
  const mark = `by ${peer.name} at ${step}`;
  const slots = [1, ...peers.flatMap(({ slot }) => slot || [])];
  const acts: (() => void)[] = [
    () => peer.wire && random() < 0.3 && peer.drop(random() < 0.5),
    () => come(peer, random),
    () => come(peer, random),
    () => come(pick([owner, cohost]), random),
    // Anew with a key that was heard of since, or that is dead by now.
    () => peer.wire && random() < 0.2 && peer.join(ROOM, random() < 0.7),
    () => peer.wire && peer.move(Float32Array.from([random(), random(), random()])),
    () => peer.ask("bookmark:create", { name: mark, z: [0, 0, 0], view: null }),
    () => peer.ask("bookmark:create", { name: mark, z: [0, 0, 0], view: null }),
    () => peer.ask("room:rename", { name: mark }),
    () => host.ask("room:access", { link: pick(["edit", "edit", "view", "view", "closed"]) }),
    () => host.ask("room:key", { which: random() < 0.3 ? "host" : "cohost" }),
    () => random() < 0.3 && host.ask("room:key:revoke", { which: "cohost" }),
    () => random() < 0.3 && host.ask("person:remove", { slot: pick(slots) }),
    () => host.ask("door:lock", { locked: random() < 0.6 }),
    () => host.ask("door:admit", { ids: random() < 0.5 ? "all" : host.atDoor.slice(0, 1) }),
    () => random() < 0.5 && host.ask("door:refuse", { ids: host.atDoor.slice(0, 1) }),
    () => server.clock.advance(pick([1, 15, 40, 400])),
    () => server.clock.advance(pick([15, 40, 1_000, random() < 0.2 ? 61_000 : 5_000])),
    () => peer.sendSome(1 + Math.floor(random() * 4)),
    () => host.sendSome(20),
    () => peer.receiveSome(1 + Math.floor(random() * 6)),
    () => host.receiveSome(40),
  ];
  const before = new Map(peers.map((each) => [each, each.uplink.length]));
  pick(acts)();
  for (const [each, count] of before)
    if (!each.roomId && !each.joining && random() < 0.8) each.uplink.splice(count);
}

function come(peer: FuzzPeer, random: Random): void {
  if (!peer.wire) peer.connect();
  if (!peer.roomId && !peer.joining) peer.join(ROOM, random() < 0.7);
}

function checkAlways(world: World): void {
  const { server, peers, oracle, allowed } = world;
  expect(server.errors).toEqual([]);
  const room = server.registry.find(ROOM);
  for (const seat of room?.seats ?? []) {
    // Whoever sits here may, and may do what the facts say: nobody stays in a closed room without a key.
    expect(seat.right).toBe(oracle.rightOf(seat.keyHash));
  }
  for (const peer of peers) {
    for (const { name } of peer.bookmarks) expect(allowed).toContain(name);
    if (peer.roomName) expect(allowed).toContain(peer.roomName);
    if (!peer.waiting || !peer.roomId) continue;
    // Neither seen nor seeing.
    // Of their own earlier tab on the same connection they may have heard.
    const others = [...peer.peers.values()].filter(({ name }) => name !== peer.name);
    expect([others, peer.bookmarks]).toEqual([[], []]);
    expect([...peer.cursors.keys()].filter((slot) => slot !== peer.slot)).toEqual([]);
  }
  // A page that has taken all that was sent knows its right.
  for (const peer of peers) {
    const seat = seatOf(world, peer);
    if (seat && peer.roomId && !peer.joining && peer.wire?.waiting.length === 0 && !peer.waiting)
      expect(peer.right).toEqual(toldRight(seat.right as Right));
  }
}
