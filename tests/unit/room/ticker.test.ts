import { expect, it } from "vitest";
import { createPace } from "../../../server/room/pace.ts";
import { headAt, settle } from "../../../server/room/playback.ts";
import { createTicker } from "../../../server/room/ticker.ts";
import { createClock } from "../../helpers/clock.ts";

it("[R8] the first change goes at once, later ones together, and an idle room never ticks", () => {
  const clock = createClock();
  const ticks: number[] = [];
  const ticker = createTicker(
    () => ticks.push(clock.now()),
    () => 50,
    clock,
  );
  clock.advance(1000);
  expect(ticks).toEqual([]);
  ticker.mark();
  clock.advance(0);
  for (let ms = 0; ms < 30; ms++) {
    ticker.mark();
    clock.advance(1);
  }
  clock.advance(500);
  expect(ticks).toEqual([1000, 1050]);
});

it("[R8] an earlier mark wins, and a flush is told how late it is", () => {
  const clock = createClock();
  const ticks: [number, number][] = [];
  const ticker = createTicker(
    (lateMs) => ticks.push([clock.now(), lateMs]),
    () => 10,
    { now: clock.now, after: (ms, run) => clock.after(ms + 3, run) },
  );
  ticker.mark(80);
  clock.advance(20);
  ticker.mark();
  ticker.mark(5);
  clock.advance(200);
  expect(ticks).toEqual([[23, 3]]);
  ticker.mark(80);
  clock.advance(200);
  expect(ticks).toEqual([
    [23, 3],
    [303, 3],
  ]);
});

it("[R13] ticks that run late come less often, and as often as ever once they are on time", () => {
  const clock = createClock();
  const pace = createPace(clock.now);
  const run = (lateMs: number) => {
    for (let i = 0; i < 10; i++) pace.note(lateMs);
    clock.advance(100);
    return pace.stretch();
  };
  expect(run(1)).toBe(1);
  expect(run(9)).toBeCloseTo(1.5);
  expect(run(60)).toBeCloseTo(2.25);
  for (let i = 0; i < 20; i++) run(60);
  expect(run(60)).toBe(16);
  for (let i = 0; i < 20; i++) run(0);
  expect(run(0)).toBe(1);
});

it("[R8] a disposed ticker stays silent", () => {
  const clock = createClock();
  let ticks = 0;
  const ticker = createTicker(
    () => ticks++,
    () => 50,
    clock,
  );
  ticker.mark();
  ticker.dispose();
  clock.advance(100);
  expect(ticks).toBe(0);
});

const state = { pathId: "p", playing: true, at: 0.25, speed: 2, startedBy: "Ada" };

it("[R9] the playback head moves with speed, stops at the end, and stands still when paused", () => {
  const running = { state, since: 1000 };
  expect(headAt(running, 10, 1000)).toBe(0.25);
  expect(headAt(running, 10, 2000)).toBeCloseTo(0.45);
  expect(headAt(running, 10, 60_000)).toBe(1);
  expect(headAt({ state: { ...state, playing: false }, since: 0 }, 10, 60_000)).toBe(0.25);
  expect(settle(running, 10, 60_000).state).toMatchObject({ at: 1, playing: false });
  expect(settle(running, 10, 2000)).toMatchObject({ since: 2000, state: { playing: true } });
});
