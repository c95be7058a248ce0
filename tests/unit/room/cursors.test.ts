import { beforeEach, expect, it } from "vitest";
import { PLAYBACK_SLOT } from "../../../server/protocol/entities.ts";
import { LOST_PER_ROOM, RESUME_MS } from "../../../server/protocol/limits.ts";
import { PERSON_COLORS } from "../../../server/protocol/person-colors.ts";
import { Cursors } from "../../../server/room/cursors.ts";
import { People } from "../../../server/room/people.ts";
import { createClock } from "../../helpers/clock.ts";

const ada = {
  token: null,
  rejoining: false,
  browserId: "browser-a",
  name: "Ada",
  color: "#112233",
};
const bob = {
  token: null,
  rejoining: false,
  browserId: "browser-b",
  name: "Bob",
  color: "#445566",
};
const at = (value: number) => new Float32Array([value, 0, 0]);

let clock = createClock();
let people: People;
let room: Cursors;
beforeEach(() => {
  clock = createClock();
  let tokens = 0;
  const secrets = {
    token: () => `token-${++tokens}`,
    hash: (token: string) => `#${token}`,
    same: (a: string, b: string) => a === b,
  };
  people = new People({ now: clock.now, secrets });
  room = new Cursors({ people, latentDim: 3, now: clock.now });
});

it("[R1] a lost session resumes at the same slot, name, colour and place", () => {
  const { session: first, token } = people.join(ada);
  room.move(first.slot, 5, at(2));
  people.lose(first.slot);
  clock.advance(RESUME_MS - 1);
  expect(people.prune()).toEqual([]);
  const again = people.join({ ...ada, name: "Someone else", token });
  expect(again.resumed).toBe(true);
  expect(again.session).toMatchObject({ slot: first.slot, name: "Ada", color: "#112233" });
  expect(room.own(first.slot)?.z).toEqual(at(2));
});

it("[R2] a place is kept for a minute, then gone for good; its slot is not used again at once", () => {
  const { session: first, token } = people.join(ada);
  people.lose(first.slot);
  clock.advance(RESUME_MS);
  expect(people.prune()).toEqual([first.slot]);
  const again = people.join({ ...ada, token });
  expect(again.resumed).toBe(false);
  expect(again.session.slot).not.toBe(first.slot);
});

it("[R3] a duplicated tab gets a session of its own and is told so; it never steals one that is open", () => {
  const { session: first, token } = people.join(ada);
  const second = people.join({ ...ada, token });
  expect(second).toMatchObject({ resumed: false, otherTab: true });
  expect(second.session.slot).not.toBe(first.slot);
  expect(people.join(bob).otherTab).toBe(false);
  expect(people.join({ ...ada, token: null }).otherTab).toBe(true);
});

it("[R11] a page that lost its connection takes its place back before the server has found out", () => {
  const { session: first, token } = people.join(ada);
  room.move(first.slot, 5, at(2));
  const again = people.join({ ...ada, token, rejoining: true });
  expect(again).toMatchObject({ resumed: true, otherTab: false, session: { slot: first.slot } });
  expect(people.online).toBe(1);
  expect(people.join({ ...bob, token: "not a token", rejoining: true }).resumed).toBe(false);
});

it("[R16] a token resumes once; the one before serves until the page has shown that it holds the new one", () => {
  const { session, token } = people.join(ada);
  const resume = (held: string) => {
    people.lose(session.slot);
    return people.join({ ...ada, token: held });
  };
  // The answer was lost on its way: the page still holds the first token.
  expect(resume(token).resumed).toBe(true);
  const second = resume(token);
  expect(second.resumed).toBe(true);
  expect(second.token).not.toBe(token);
  people.confirm(session.slot);
  expect(resume(token).resumed).toBe(false);
  expect(resume(second.token)).toMatchObject({ resumed: true, session: { slot: session.slot } });
});

it("[R17] places kept for people who are away are bounded, the longest lost goes first, and they fill no room", () => {
  const slots: number[] = [];
  for (let i = 0; i < LOST_PER_ROOM; i++) {
    const { session } = people.join({ ...ada, browserId: `browser-${i}` });
    slots.push(session.slot);
    clock.advance(1);
    people.lose(session.slot);
  }
  const { gone } = people.join(bob);
  expect(gone).toEqual([slots[0]]);
  expect(people.size).toBe(LOST_PER_ROOM);
  for (let i = 0; i < 999; i++) people.join({ ...ada, browserId: `other-${i}` });
  expect(() => people.join(bob)).toThrow(expect.objectContaining({ code: "room_full" }));
});

it("[R18] a latent of another length is not taken", () => {
  const { slot } = people.join(ada).session;
  expect(room.move(slot, 1, new Float32Array(16))).toBe(false);
  expect(room.snapshot()).toEqual([]);
});

it("[R4] only newer moves and images are taken", () => {
  const { slot } = people.join(ada).session;
  expect(room.move(slot, 2, at(2))).toBe(true);
  expect(room.move(slot, 2, at(9))).toBe(false);
  expect(room.move(slot, 1, at(9))).toBe(false);
  expect(room.move(999, 1, at(9))).toBe(false);
  expect(room.image(slot, 2, new Uint8Array([2]))).toBe(true);
  expect(room.image(slot, 1, new Uint8Array([1]))).toBe(false);
  expect(room.snapshot()).toEqual([
    { slot, seq: 2, imageSeq: 2, z: at(2), image: new Uint8Array([2]) },
  ]);
});

it("[R5] a tick holds each change once: place at once, image when it is there", () => {
  const a = people.join(ada).session.slot;
  const b = people.join(bob).session.slot;
  room.move(a, 1, at(1));
  room.move(b, 1, at(2));
  room.image(b, 1, new Uint8Array([7]));
  expect(room.takeChanges()).toEqual([
    { slot: a, seq: 1, imageSeq: 0, z: at(1), image: null },
    { slot: b, seq: 1, imageSeq: 1, z: at(2), image: new Uint8Array([7]) },
  ]);
  expect(room.takeChanges()).toEqual([]);
  room.image(a, 1, new Uint8Array([3]));
  expect(room.takeChanges()).toEqual([
    { slot: a, seq: 1, imageSeq: 1, z: at(1), image: new Uint8Array([3]) },
  ]);
});

it("[R10] a place waits a moment for its image, then travels alone", () => {
  const { slot } = people.join(ada).session;
  room.move(slot, 1, at(1));
  room.image(slot, 1, new Uint8Array([1]));
  room.takeChanges();
  room.move(slot, 2, at(2));
  expect(room.takeChanges()).toEqual([]);
  expect(room.placesWait).toBe(true);
  clock.advance(100);
  expect(room.takeChanges()).toEqual([{ slot, seq: 2, imageSeq: 1, z: at(2), image: null }]);
  expect(room.placesWait).toBe(false);
});

it("[R6] someone who never moved is not in a snapshot, someone offline is counted out", () => {
  const a = people.join(ada).session.slot;
  people.join(bob);
  people.lose(a);
  expect(room.snapshot()).toEqual([]);
  expect(people.online).toBe(1);
  expect(people.peers().map(({ online }) => online)).toEqual([false, true]);
});

it("[R7] a full room answers with a code", () => {
  for (let i = 0; i < 1000; i++) people.join({ ...ada, browserId: `browser-${i}` });
  expect(() => people.join(bob)).toThrow(expect.objectContaining({ code: "room_full" }));
});

it("[R12] where too many images are new, the head's goes first, then whoever's was told longest ago", () => {
  const slots = [1, 2, 3, 4].map(
    (n) => people.join({ ...ada, browserId: `browser-${n}` }).session.slot,
  );
  room.headShown = true;
  const everyoneMoves = (seq: number) => {
    for (const slot of [PLAYBACK_SLOT, ...slots]) {
      room.move(slot, seq, at(seq));
      room.image(slot, seq, new Uint8Array([seq]));
    }
  };
  const told = () => {
    clock.advance(10);
    const changes = room.takeChanges(3);
    // Places are told as ever.
    return [changes.length, changes.filter(({ image }) => image).map(({ slot }) => slot)];
  };
  everyoneMoves(1);
  expect(told()).toEqual([5, [PLAYBACK_SLOT, slots[0], slots[1]]]);
  expect(room.imagesWait).toBe(true);
  everyoneMoves(2);
  expect(told()).toEqual([5, [PLAYBACK_SLOT, slots[2], slots[3]]]);
  expect(told()).toEqual([2, [slots[0], slots[1]]]);
  expect(room.imagesWait).toBe(false);
});

it("[R15] newcomers differ in colour while there are colours, and keep their own where it is free", () => {
  const wanted = PERSON_COLORS[3];
  const join = () => people.join({ ...ada, color: wanted }).session.color;
  const colors = PERSON_COLORS.map(join);
  expect(colors[0]).toBe(wanted);
  expect(new Set(colors)).toEqual(new Set(PERSON_COLORS));
  expect(join()).toBe(wanted);
  expect(people.join(bob).session.color).toBe(bob.color);
});
