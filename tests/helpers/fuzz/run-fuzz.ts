import { expect } from "vitest";
import { createRandom, type Random } from "../../../server/latent/random.ts";
import { imageSize } from "../../../server/protocol/card-shape.ts";
import type { RequestOf } from "../../../server/protocol/commands.ts";
import type { LiveRoom } from "../../../server/room/live-room.ts";
import { FuzzPeer } from "./fuzz-peer.ts";
import { type FuzzServer, fuzzServer, imageAt } from "./fuzz-server.ts";

const ROOMS = ["roomaaaaaaaa", "roombbbbbbbb"] as const;
const PEOPLE = 4;
/** The first two people hold it. */
const HOST_KEY = "the-host-key";
const HOSTS = 2;

interface World {
  server: FuzzServer;
  peers: FuzzPeer[];
  random: Random;
  pick: <T>(list: readonly T[]) => T;
}

/** Promises that need no clock are kept. */
const settle = async () => {
  for (let i = 0; i < 3; i++) await new Promise<void>((resolve) => setImmediate(resolve));
};

/** One random history of `steps` steps, with its invariants held after each, ending with everyone agreeing. */
export async function runFuzz(seed: number, steps: number): Promise<void> {
  const random = createRandom(seed);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const server = fuzzServer(random);
  for (const id of ROOMS) {
    const made = server.store.createRoom({
      ...{ id, name: id, modelId: server.card.id },
      hostKeyHash: `#${HOST_KEY}`,
    });
    server.clock.advance(50);
    await made;
  }
  const peers = Array.from({ length: PEOPLE }, (_, i) => new FuzzPeer(`person-${i}`, server));
  for (const host of peers.slice(0, HOSTS)) host.key = HOST_KEY;
  const world = { server, peers, random, pick };
  for (let step = 0; step < steps; step++) {
    act(world, pick(peers));
    await settle();
    checkAlways(world);
  }
  await comeToRest(world);
  await checkEnd(world);
}

/** Somewhere in the model that the page believes the room to be in. */
const latent = ({ z }: FuzzPeer, random: Random) =>
  Float32Array.from({ length: z.length }, () => random() * 6 - 3);

function act(world: World, peer: FuzzPeer): void {
  const { server, random, pick } = world;
  // Mostly together: what two people do to each other is what is looked for.
  const room = random() < 0.85 ? ROOMS[0] : ROOMS[1];
  const modelId = peer.card?.id;
  const draft = (name: string) => ({ modelId, name, z: [...latent(peer, random)], view: null });
  const acts: (() => void)[] = [
    () => peer.wire && random() < 0.3 && peer.drop(random() < 0.5),
    () => come(peer, room, random),
    () => come(peer, room, random),
    // Again on the same connection: another room, or the same once more.
    () => peer.wire && random() < 0.2 && peer.join(pick(ROOMS), random() < 0.7),
    () => peer.wire && peer.move(latent(peer, random)),
    () => peer.wire && peer.move(latent(peer, random)),
    () => peer.ask("bookmark:create", draft(`place ${Math.floor(random() * 100)}`)),
    () => peer.ask(pick(["bookmark:remove", "bookmark:restore"]), { id: pick(known(peer)) }),
    () => peer.ask("bookmark:rename", { id: pick(known(peer)), name: `again ${random()}` }),
    () =>
      peer.ask("path:save", {
        modelId,
        id: random() < 0.5 ? null : (pick([...peer.paths, { id: null }]).id ?? null),
        name: "walk",
        interpolation: pick(["lerp", "slerp", "catmull-rom"]),
        seconds: 1,
        stops: [0, 1, 2].map((i) => ({ label: `stop ${i}`, z: [...latent(peer, random)] })),
      }),
    () => peer.ask(pick(["path:remove", "path:restore"]), { id: pick(knownPaths(peer)) }),
    () => peer.ask("tour:save", tourDraft(world, peer)),
    () => peer.ask(pick(["tour:remove", "tour:restore"]), { id: pick(knownTours(peer)) }),
    () => peer.ask("playback", { action: "play", pathId: pick(knownPaths(peer)) }),
    () => peer.ask("playback", { action: pick(["pause", "resume", "stop"]) }),
    () => random() < 0.5 && peer.ask("room:model", { modelId: pick(server.cards).id }),
    () => peer.ask("room:beside", { modelId: pick([null, "foreign", pick(server.cards).id]) }),
    () => peer.ask("cursors:again", {}),
    () => server.setEngineFails(random() < 0.3),
    () => server.clock.advance(pick([1, 15, 40, 400])),
    () => server.clock.advance(pick([15, 40, 1_000, random() < 0.2 ? 61_000 : 5_000])),
    () => peer.sendSome(1 + Math.floor(random() * 4)),
    () => peer.sendSome(20),
    () => peer.receiveSome(1 + Math.floor(random() * 6)),
    () => peer.receiveSome(40),
  ];
  const before = peer.uplink.length;
  pick(acts)();
  // Who asks before sitting down is let go at the fourth time: histories of little else would end soon.
  if (!peer.roomId && !peer.joining && random() < 0.8) peer.uplink.splice(before);
}

function come(peer: FuzzPeer, room: string, random: Random): void {
  if (!peer.wire) peer.connect();
  if (!peer.roomId && !peer.joining) peer.join(room, random() < 0.7);
}

/** Places that this page has seen, removed ones too. */
const known = ({ seenPlaces }: FuzzPeer) => ["unknownplace", ...seenPlaces];
const knownPaths = ({ paths }: FuzzPeer) => ["unknownpathh", ...paths.map(({ id }) => id)];

const knownTours = ({ tours }: FuzzPeer) => ["unknowntourr", ...tours.map(({ id }) => id)];

/** A new tour, or a change of one as this page last heard of it: perhaps of an older revision than it has by now. */
function tourDraft({ random, pick }: World, peer: FuzzPeer): RequestOf<"tour:save"> {
  const { tours, card } = peer;
  const { id, revision } = pick([...tours, { id: null, revision: null }]);
  const view = { camera: null, colouring: "class", hiddenClasses: [], images: false, tab: null };
  const stop = { title: "stop", note: "", z: [...latent(peer, random)], path: null, view };
  return { modelId: card?.id, id, revision, name: "tour", stops: [{ id: "stopaaaa", ...stop }] };
}

const openRooms = ({ registry }: FuzzServer): LiveRoom[] =>
  ROOMS.flatMap((id) => registry.find(id) ?? []);

/** What holds after every step. */
function checkAlways({ server, peers }: World): void {
  expect(server.errors).toEqual([]);
  for (const { beside, card } of openRooms(server)) {
    expect(beside.card?.id).not.toBe(card.id);
    expect(beside.card?.dataset.hash ?? card.dataset.hash).toBe(card.dataset.hash);
  }
  const seats = openRooms(server).flatMap((room) => [...room.seats]);
  const wires = seats.flatMap(({ wire }) => wire ?? []);
  // One connection sits once, in one room; nobody is online without one.
  expect(new Set(wires).size).toBe(wires.length);
  expect(wires.every((wire) => !(wire as unknown as { closed: boolean }).closed)).toBe(true);
  expect(server.registry.counts().people).toBe(wires.length);
  // A seat for each time that someone came and may come back, never one for each message.
  expect(seats.length).toBeLessThanOrEqual(PEOPLE * 12);
  for (const peer of peers) if (peer.wire) expect(peer.wire.waiting.length).toBeLessThan(2_000);
}

/** The engine works, everyone comes back, and everything on its way arrives. */
async function comeToRest({ server, peers, pick }: World): Promise<void> {
  server.setEngineFails(false);
  // Longer than the longest pause of an engine that failed, and than a playback.
  for (let round = 0; round < 300; round++) {
    for (const peer of peers) {
      // Also who was let go for what they did before they sat.
      if (!peer.wire) {
        peer.connect();
        peer.join(pick(ROOMS), true);
      } else if (round === 0 && !peer.roomId && !peer.joining) peer.join(pick(ROOMS), true);
      peer.sendSome(100);
    }
    await settle();
    server.clock.advance(60);
    await settle();
    for (const peer of peers) peer.receiveSome(500);
  }
}

/** Everyone in a room knows the same: each other, its places and paths, where everyone is, and the images there. */
async function checkEnd({ server, peers }: World): Promise<void> {
  for (const room of openRooms(server)) {
    const stored = [
      server.store.bookmarks(room.info.id),
      server.store.paths(room.info.id),
      server.store.tours(room.info.id),
      server.store.room(room.info.id),
    ] as const;
    server.clock.advance(50);
    await settle();
    const [bookmarks, paths, tours, info] = await Promise.all(stored);
    expect([info?.modelId, room.info.modelId]).toEqual([room.card.id, room.card.id]);
    expect(room.bookmarks.all).toEqual(bookmarks);
    expect(room.paths.all).toEqual(paths);
    expect(room.tours.own).toEqual(tours);
    const here = peers.filter(({ roomId }) => roomId === room.info.id);
    for (const peer of here) checkPeer(room, here, peer);
  }
  for (const peer of peers) expect(ROOMS).toContain(peer.roomId);
}

function checkPeer(room: LiveRoom, here: readonly FuzzPeer[], peer: FuzzPeer): void {
  const seat = [...room.seats].find(({ slot }) => slot === peer.slot);
  expect(seat?.wire).toBe(peer.wire);
  if (!seat) return;
  const truth = room.snapshot(seat);
  const bytes = imageSize(room.card);
  expect([peer.card?.id, peer.epoch]).toEqual([room.card.id, room.stage.epoch]);
  expect(room.stage.placeOf(peer.slot).z).toEqual([...peer.z]);
  expect(peer.beside).toBe(truth.beside?.id ?? null);
  expect(peer.bookmarks).toEqual(truth.bookmarks);
  expect(peer.paths).toEqual(truth.paths);
  expect(peer.tours).toEqual(truth.tours);
  expect([...peer.peers.values()].sort(bySlot)).toEqual([...truth.peers].sort(bySlot));
  expect(peer.playback?.pathId).toBe(truth.playback?.pathId);
  expect(peer.playback?.playing).toBe(truth.playback?.playing);
  expect(peer.own).toEqual(imageAt(peer.z, bytes));
  for (const other of here) {
    if (other === peer) continue;
    const seen = peer.cursors.get(other.slot);
    expect(seen?.z).toEqual(other.z);
    expect(seen?.pixels).toEqual(imageAt(other.z, bytes));
  }
}

const bySlot = (a: { slot: number }, b: { slot: number }) => a.slot - b.slot;
