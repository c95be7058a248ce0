import { expect, it } from "vitest";
import { clock } from "../../../server/train/loop/progress-bar.ts";
import { createTimeLeft } from "../../../server/train/loop/time-left.ts";
import { createClock } from "../../helpers/clock.ts";

const STEPS = 20;

/** A run of 100 epochs of 20 steps whose time is told step by step. */
function running(done = 0) {
  const { now, advance } = createClock();
  const time = createTimeLeft({ epochs: 100, done, now });
  let finished = done;
  return {
    left: () => Math.round((time.left() ?? Number.NaN) / 1000),
    pause: advance,
    epochs(count: number, { step, validation = 0 }: { step: number; validation?: number }) {
      for (let epoch = 0; epoch < count; epoch++) {
        for (let index = 1; index <= STEPS; index++) {
          advance(step);
          time.reach(finished + index / STEPS);
        }
        finished += 1;
        advance(validation);
        time.reach(finished);
      }
    },
  };
}

it("[OW22] the time left counts steps and validation, from where a run goes on", () => {
  const fresh = running();
  expect(fresh.left()).toBeNaN();
  fresh.epochs(1, { step: 100, validation: 500 });
  expect(fresh.left()).toBe(Math.round(99 * 2.5));
  const resumed = running(90);
  resumed.epochs(2, { step: 100, validation: 500 });
  expect(resumed.left()).toBe(8 * 2.5);
});

it("[OW22] it follows a machine that gets busy, and one that gets free, within an epoch or half a minute", () => {
  const run = running();
  run.epochs(40, { step: 100 });
  expect(run.left()).toBe(60 * 2);
  run.epochs(1, { step: 2000 });
  expect(run.left()).toBe(59 * 40);
  run.epochs(15, { step: 100 });
  expect(run.left()).toBe(44 * 2);
});

it("[OW22] a long step now and then counts by its share, a pause does not", () => {
  const run = running();
  run.epochs(10, { step: 100 });
  run.pause(3_600_000);
  run.epochs(1, { step: 100 });
  // Half a minute of it at most, for as long as the last half minute is what is measured by.
  expect(run.left()).toBeLessThan(89 * 32);
  run.epochs(15, { step: 100 });
  expect(run.left()).toBe(74 * 2);
  const longValidation = running();
  longValidation.epochs(10, { step: 100, validation: 8000 });
  expect(longValidation.left()).toBe(90 * 10);
});

it("[OW22] what is longer than an hour is told in hours", () => {
  expect(clock(59_400)).toBe("0:59");
  expect(clock(3_599_000)).toBe("59:59");
  expect(clock(21_556_000)).toBe("5:59:16");
});
