import { expect, it } from "vitest";
import { AWAY_MS, Following } from "../../../server/room/lesson/following.ts";
import { Views } from "../../../server/room/lesson/views.ts";

const [ANNA, BEN, CARL] = [1, 2, 3];

it("[LD8] nobody follows in a circle, of two or of more", () => {
  const following = new Following();
  following.follow(BEN, ANNA, true);
  expect(() => following.follow(ANNA, BEN, true)).toThrow("follow you");
  following.follow(CARL, BEN, false);
  expect(() => following.follow(ANNA, CARL, true)).toThrow("follow you");
  expect(() => following.follow(ANNA, ANNA, true)).toThrow("follow you");
  following.leave(BEN);
  following.follow(ANNA, CARL, true);
  expect(following.all).toEqual([
    [CARL, BEN, 0],
    [ANNA, CARL, 1],
  ]);
});

it("[LD8] links are told when they change, once; who leaves frees those who followed", () => {
  const following = new Following();
  following.follow(BEN, ANNA, true);
  following.follow(CARL, ANNA, false);
  expect(following.takeChanges()).toEqual([
    [BEN, ANNA, 1],
    [CARL, ANNA, 0],
  ]);
  following.follow(BEN, ANNA, true);
  expect(following.takeChanges()).toEqual([]);
  following.gone(ANNA);
  expect(following.takeChanges()).toEqual([
    [BEN, 0, 0],
    [CARL, 0, 0],
  ]);
  expect(following.isFollowed(ANNA)).toBe(false);
});

it("[LD9] the presenter is told who sees the newest view, how late the slowest is, and who is away", () => {
  const following = new Following();
  const summary = (now: number) =>
    following.summary(ANNA, [ANNA, BEN, CARL], { presents: true, now });
  following.follow(BEN, ANNA, true);
  following.viewArrived(ANNA, 1, 1000);
  following.viewArrived(ANNA, 2, 1033);
  expect(following.seen(BEN, { slot: ANNA, seq: 1, heldMs: 100 }, 1533)).toBe(true);
  expect(summary(1540)).toEqual({
    followers: { slot: ANNA, count: 1, of: 2, slowestMs: 400, away: [CARL] },
    settlesMs: AWAY_MS - (1540 - 1033),
  });
  // Without a word for three seconds, someone is not there.
  expect(summary(1033 + AWAY_MS).followers).toMatchObject({ count: 0, away: [BEN, CARL] });
  expect(following.seen(BEN, { slot: ANNA, seq: 2, heldMs: 0 }, 5000)).toBe(true);
  expect(summary(5000)).toMatchObject({ followers: { count: 1 }, settlesMs: null });
});

it("[LD9] a word about an older view, one that never was, or someone else's counts for nothing", () => {
  const following = new Following();
  following.follow(BEN, ANNA, true);
  following.viewArrived(ANNA, 5, 0);
  expect(following.seen(BEN, { slot: ANNA, seq: 6, heldMs: 0 }, 1)).toBe(false);
  expect(following.seen(BEN, { slot: CARL, seq: 5, heldMs: 0 }, 1)).toBe(false);
  expect(following.seen(CARL, { slot: ANNA, seq: 5, heldMs: 0 }, 1)).toBe(false);
  expect(following.seen(BEN, { slot: ANNA, seq: 5, heldMs: 0 }, 1)).toBe(true);
  expect(following.seen(BEN, { slot: ANNA, seq: 5, heldMs: 0 }, 2)).toBe(false);
});

it("[LD10] of views that come faster than ticks the newest is told; a latecomer gets it too", () => {
  const views = new Views();
  const view = (seq: number) => ({ slot: ANNA, seq, bytes: Uint8Array.of(seq) });
  expect([1, 2, 2, 1].map((seq) => views.put(view(seq)))).toEqual([true, true, false, false]);
  expect(views.takeChanges()).toEqual([view(2)]);
  expect(views.takeChanges()).toEqual([]);
  expect(views.all()).toEqual([view(2)]);
  views.forget(ANNA);
  expect(views.all()).toEqual([]);
});
