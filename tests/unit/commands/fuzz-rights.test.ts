import { expect, it } from "vitest";
import { runRightsFuzz } from "../../helpers/fuzz/run-rights-fuzz.ts";

const RUNS = Number(process.env.FUZZ_RUNS ?? 20);
const FIRST = Number(process.env.FUZZ_FIRST ?? 1);
const STEPS = 600;

it(`[F2] ${RUNS} random histories of rights: no act that was forbidden when it arrived is ever seen by anybody`, async () => {
  const failures: string[] = [];
  for (let seed = FIRST; seed < FIRST + RUNS; seed++)
    await runRightsFuzz(seed, STEPS).catch((cause) =>
      failures.push(
        `seed ${seed}: ${(cause as Error).stack
          ?.split("\n")
          .filter((line) => !line.includes("node_modules"))
          .slice(0, 12)
          .join(" | ")}`,
      ),
    );
  expect(failures).toEqual([]);
}, 240_000);
