import { expect, it } from "vitest";
import { timeBatches } from "../../../server/train/own/estimate.ts";
import { estimateText } from "../../../server/train/own/plan.ts";
import { createClock } from "../../helpers/clock.ts";

/** Times batches of 10 that take so many milliseconds each. */
function timed(laps: readonly number[], count = 10) {
  const { now, advance } = createClock();
  let ran = 0;
  const batches = laps.map((ms) => ({ ms, count }));
  const run = ({ ms }: { ms: number }) => {
    ran += 1;
    advance(ms);
  };
  return { ...timeBatches(batches, { run, now }), ran };
}

it("[OW23] the first estimate is the mean of at least six batches and four seconds, the first two left out", () => {
  expect(timed([9000, 5000, ...Array<number>(50).fill(1000)])).toEqual({
    anImage: 100,
    laps: Array(6).fill(1000),
    ran: 8,
  });
  // Quick ones until there are enough; of a busy machine the slow ones count too.
  expect(timed(Array<number>(500).fill(20)).ran).toBe(202);
  expect(timed([1, 1, 500, 1500, 500, 1500, 500, 1500, 500]).anImage).toBe(100);
  // A pause says nothing; slow batches end after twenty seconds.
  expect(timed([1, 1, 700, 700, 90_000, 700, 700, 700]).anImage).toBe(70);
  expect(timed(Array<number>(50).fill(9000)).ran).toBe(5);
});

it("[OW23] a set of one batch is timed by it; a set of none takes no time", () => {
  expect(timed([300])).toMatchObject({ anImage: 30, laps: [300] });
  expect(timed([])).toMatchObject({ anImage: 0, laps: [] });
});

it("[OW23] it says how many batches it comes from, how much they differed, and that it will be measured anew", () => {
  const preset = { epochs: 85, batchSize: 32 };
  const timing = { batches: 6, quickest: 1.04, slowest: 3.9 };
  const text = (anEpoch: number) =>
    estimateText({ anEpoch, timed: timing }, { preset, backend: "wasm" });
  expect(text(254)).toMatch(
    /^About 254 s an epoch, 6\.0 hours for all of them, on wasm \(from 6 timed batches of 32, 1\.0 to 3\.9 s each; .*measured anew/,
  );
  expect(text(30)).toMatch(/, 43 min for all/);
  expect(text(0.5)).toMatch(/^About 0\.50 s an epoch, 43 s for all/);
  const one = { batches: 1, quickest: 1, slowest: 1 };
  expect(estimateText({ anEpoch: 1, timed: one }, { preset, backend: "wasm" })).toMatch(
    /from 1 timed batch of 32;/,
  );
});
