import { expect, it } from "vitest";
import type { BenchState, ShownBench } from "../../../server/protocol/bench.ts";
import { benchStateSchema } from "../../../server/protocol/bench-schema.ts";
import type { Right } from "../../../server/protocol/rights.ts";
import { BenchDesk } from "../../../server/room/bench-desk.ts";
import { createClock } from "../../helpers/clock.ts";
import { BENCH } from "./bench.ts";

function desk() {
  const clock = createClock();
  const told: (ShownBench | null)[] = [];
  let presenter: number | undefined;
  const bench = new BenchDesk({
    clock,
    presenter: () => presenter,
    tell: (shown) => told.push(shown),
  });
  return { bench, clock, told, present: (slot: number) => (presenter = slot) };
}

const seat = (slot: number, right: Right = "edit") => ({ slot, right });
const row = (at: number): BenchState => ({
  ...BENCH,
  source: { kind: "datum", dataset: "digits", row: at },
});

it("[WB4] a host shows it, a presenter too, others not; whoever shows it may take it away, a host anyone's", () => {
  const { bench, present } = desk();
  expect(() => bench.show(seat(2), BENCH)).toThrow(expect.objectContaining({ code: "forbidden" }));
  present(2);
  bench.show(seat(2), BENCH);
  expect(bench.shown).toEqual({ slot: 2, state: BENCH });
  present(5);
  expect(() => bench.show(seat(3), null)).toThrow(expect.objectContaining({ code: "forbidden" }));
  // No presenter any more, still theirs.
  expect(() => bench.show(seat(2), BENCH)).toThrow();
  bench.show(seat(2), null);
  expect(bench.shown).toBeNull();
  bench.show(seat(1, "host"), BENCH);
  bench.show(seat(4, "host"), null);
  expect(bench.shown).toBeNull();
});

it("[WB4] it is gone with whoever showed it, and with the lesson", () => {
  const { bench } = desk();
  bench.show(seat(1, "host"), BENCH);
  bench.gone(2);
  expect(bench.shown).not.toBeNull();
  bench.gone(1);
  expect(bench.shown).toBeNull();
  bench.show(seat(1, "host"), BENCH);
  bench.end();
  expect(bench.shown).toBeNull();
});

it("[WB5] a slider that is dragged is told at most ten times a second, the newest each time, and nothing runs after", () => {
  const { bench, clock, told } = desk();
  for (let i = 0; i < 50; i++) {
    bench.show(seat(1, "host"), row(i));
    clock.advance(10);
  }
  clock.advance(500);
  expect(told.length).toBeLessThanOrEqual(7);
  expect(told.at(-1)?.state).toEqual(row(49));
  const { length } = told;
  clock.advance(10_000);
  expect(told.length).toBe(length);
});

it("[WB6] what is no bench is refused: numbers out of bounds, pixels that are too many, models that are too many", () => {
  expect(benchStateSchema.parse(BENCH)).toEqual(BENCH);
  const pixels = (deflated: string) => ({
    ...BENCH,
    source: { kind: "pixels", from: "drawing", inverted: false, deflated },
  });
  expect(benchStateSchema.safeParse(pixels("a".repeat(4096))).success).toBe(true);
  const damage = (over: object) => ({ ...BENCH, damage: { ...BENCH.damage, ...over } });
  for (const wrong of [
    null,
    pixels("a".repeat(4097)),
    pixels("<script>"),
    damage({ level: 2.1 }),
    damage({ level: Number.NaN }),
    damage({ factor: 3 }),
    damage({ seed: 0.5 }),
    damage({ noise: "salt" }),
    { ...BENCH, models: Array(13).fill("digits-3d") },
    { ...BENCH, models: ["../secrets"] },
    { ...BENCH, source: { kind: "datum", dataset: "digits", row: -1 } },
  ])
    expect(benchStateSchema.safeParse(wrong).success).toBe(false);
});
