import { expect, it } from "vitest";
import { deflateImages } from "../../../server/image/deflate-images.ts";
import { decodeTick } from "../../../server/protocol/frame.ts";
import { LiveRoom, type Seat } from "../../../server/room/live-room.ts";
import type { Move } from "../../../server/schedule/batch.ts";
import { createClock } from "../../helpers/clock.ts";
import { type FakeWire, fakeWire } from "../../helpers/fake-wire.ts";
import { inflate } from "../../helpers/inflate.ts";
import { makeCard } from "../../helpers/make-card.ts";

const PEOPLE = 30;
const STEP_MS = 33;

/** A room with a budget, whose images are drawn at once: noise, which nothing makes smaller. */
function makeRoom(bytesPerSecond: number | null, clock: ReturnType<typeof createClock>): LiveRoom {
  const card = makeCard({ latentDim: 3, imageShape: [28, 28, 1] });
  const image = (z: Float32Array) =>
    Uint8Array.from({ length: 784 }, (_, i) => ((z[0] ?? 0) * 7919 + i * i * 104_729) % 251);
  let tokens = 0;
  return new LiveRoom(
    card,
    {
      info: {
        id: "room12345678",
        name: "Room",
        modelId: card.id,
        createdAt: "2026-11-27T00:00:00.000Z",
        link: "edit",
        hosted: true,
        bytesPerSecond,
      },
      bookmarks: [],
      paths: [],
      tours: [],
      keys: { host: null, cohost: null },
    },
    {
      clock,
      cardOf: () => card,
      builtInTours: () => [],
      names: { given: (wanted) => wanted, isRude: () => false, alike: () => false },
      pace: { note() {}, stretch: () => 1 },
      scheduler: {
        move: (owner, seq, z) =>
          void clock.after(5, () => void owner.take({ owner, seq, z } as Move, image(z))),
        drop() {},
      },
      codec: { deflate: deflateImages, travelsAsFile: () => false, toFile: async (x) => x },
      secrets: {
        token: () => `token-${++tokens}`,
        hash: (token) => token,
        same: (a, b) => a === b,
      },
    },
  );
}

interface Person {
  wire: FakeWire;
  seat: Seat;
  seq: number;
  /** Own images, and the newest of them. */
  own: number;
  ownSeq: number;
  /** Where the others are, as of which move. */
  places: Map<number, number>;
  ticks: number;
}

function hear(person: Person, message: Uint8Array): void {
  const frames = decodeTick(new Uint8Array(message).buffer, inflate);
  if (message[0] === 2) {
    person.own++;
    person.ownSeq = frames[0]?.imageSeq ?? 0;
    return;
  }
  person.ticks++;
  for (const { slot, seq } of frames) person.places.set(slot, seq);
}

/** Takes what has come. @returns how many bytes that was */
function read(person: Person): number {
  let bytes = 0;
  for (const delivery of person.wire.take(1000)) {
    if (!("message" in delivery)) continue;
    const { message } = delivery;
    bytes += message.length;
    if (typeof message !== "string") hear(person, message);
  }
  return bytes;
}

function crowd(bytesPerSecond: number | null) {
  const clock = createClock();
  const room = makeRoom(bytesPerSecond, clock);
  const people: Person[] = Array.from({ length: PEOPLE }, (_, i) => {
    const wire = fakeWire(`wire-${i}`, 1000);
    const who = { token: null, rejoining: false, name: `P${i}`, color: "#4477aa" };
    const { seat } = room.enter(wire, { ...who, browserId: `browser-${i}` });
    return { wire, seat, seq: 0, own: 0, ownSeq: 0, places: new Map<number, number>(), ticks: 0 };
  });
  const move = (person: Person) =>
    room.move(person.seat, ++person.seq, Float32Array.from([Math.random() * 3, 0, 0]));
  /** @returns bytes a second */
  const run = (ms: number, moving: boolean): number => {
    let bytes = 0;
    for (let at = 0; at < ms; at += STEP_MS) {
      if (moving) for (const person of people) move(person);
      clock.advance(STEP_MS);
      for (const person of people) bytes += read(person);
    }
    return bytes / (ms / 1000);
  };
  return { room, people, run };
}

it("[RT18] with thirty people moving a room keeps to its budget, and everyone still sees everyone", () => {
  const free = crowd(null);
  // Without a budget the same crowd takes many times as much.
  expect(free.run(4_000, true)).toBeGreaterThan(1_000_000);
  for (const limit of [250_000, 60_000]) {
    const { room, people, run } = crowd(limit);
    run(2_000, true);
    for (const person of people) Object.assign(person, { own: 0, ticks: 0 });
    const used = run(4_000, true);
    expect(used).toBeLessThan(limit * 1.06);
    // It is not kept by saying nothing.
    expect(used).toBeGreaterThan(limit * 0.6);
    expect(Math.abs(room.budget.used - used)).toBeLessThan(limit * 0.5);
    for (const { places, ticks } of people) {
      expect(places.size).toBeGreaterThanOrEqual(PEOPLE - 1);
      expect(ticks).toBeGreaterThan(limit / 30_000);
    }
    expect(people.reduce((sum, { own }) => sum + own, 0)).toBeGreaterThan(PEOPLE);
    // Once they stand still everything arrives.
    run(15_000, false);
    for (const { seq, ownSeq, places } of people) {
      expect(ownSeq).toBe(seq);
      for (const seen of places.values()) expect(seen).toBe(seq);
    }
  }
}, 60_000);

it("[RT18] a budget that is changed holds from then on; lifted, there is none", () => {
  const { room, run } = crowd(null);
  run(1_000, true);
  room.setInfo({ ...room.info, bytesPerSecond: 100_000 });
  run(2_000, true);
  expect(run(4_000, true)).toBeLessThan(110_000);
  room.setInfo({ ...room.info, bytesPerSecond: null });
  expect(run(2_000, true)).toBeGreaterThan(1_000_000);
}, 60_000);
