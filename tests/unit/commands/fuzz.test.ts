import { expect, it } from "vitest";
import { runFuzz } from "../../helpers/fuzz/run-fuzz.ts";

/** Failed once; what they found is in the comment beside each. */
const PINNED: readonly number[] = [];
const RUNS = Number(process.env.FUZZ_RUNS ?? 40);
const FIRST = Number(process.env.FUZZ_FIRST ?? 1);
const STEPS = 200;

it(`[F1] ${RUNS} random histories of four people in two rooms: invariants hold after each step, and all agree at the end`, async () => {
  const seeds = [...PINNED, ...Array.from({ length: RUNS }, (_, i) => FIRST + i)];
  const failures: string[] = [];
  for (const seed of seeds)
    await runFuzz(seed, STEPS).catch((cause) => failures.push(`seed ${seed}: ${cause}`));
  expect(failures).toEqual([]);
}, 240_000);
