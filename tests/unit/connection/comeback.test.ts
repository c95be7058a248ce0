import { beforeEach, expect, it } from "vitest";
import { createComeback } from "../../../app/_explorer/connection/comeback.ts";
import { createClock } from "../../helpers/clock.ts";

let clock: ReturnType<typeof createClock>;
let attempts: number[];
let passive: boolean;
let dice: number;

beforeEach(() => {
  clock = createClock();
  attempts = [];
  passive = false;
  dice = 0.5;
});

/** Each attempt fails at once. */
function startLosing() {
  const comeback = createComeback({
    attempt: () => {
      attempts.push(clock.now());
      comeback.lost();
    },
    passive: () => passive,
    random: () => dice,
    after: clock.after,
  });
  comeback.lost();
  return comeback;
}

const waits = () => attempts.map((at, i) => at - (attempts[i - 1] ?? 0));

it("[J4] waits grow by half from half a second to two", () => {
  startLosing();
  clock.advance(12_000);
  expect(waits().slice(0, 6)).toEqual([500, 750, 1125, 1687.5, 2000, 2000]);
});

it("[J4] chance spreads the pages of a class, within the same bounds", () => {
  dice = 0.9;
  startLosing();
  clock.advance(10_000);
  expect(waits().slice(0, 4)).toEqual([700, 1050, 1575, 2000]);
});

it("[J4] where nobody looks attempts become as rare as five minutes", () => {
  passive = true;
  startLosing();
  clock.advance(3 * 3_600_000);
  expect(waits()[0]).toBe(1_000);
  expect(waits().at(-1)).toBe(300_000);
  expect(attempts.length).toBeLessThan(60);
});

it("[J5] a hint brings an attempt at once, and waits start over", () => {
  passive = true;
  const comeback = startLosing();
  clock.advance(3_600_000);
  const before = attempts.length;
  passive = false;
  comeback.hint();
  expect(attempts.at(-1)).toBe(3_600_000);
  clock.advance(500);
  expect(attempts).toHaveLength(before + 2);
});

it("[J5] hints while connected, or while an attempt is under way, do nothing", () => {
  const tried: number[] = [];
  const comeback = createComeback({
    attempt: () => tried.push(clock.now()),
    passive: () => false,
    random: () => 0.5,
    after: clock.after,
  });
  comeback.hint();
  expect(tried).toEqual([]);
  comeback.lost();
  comeback.lost();
  clock.advance(500);
  comeback.hint();
  clock.advance(60_000);
  expect(tried).toEqual([500]);
});

it("[J8] after a stop nothing is tried any more", () => {
  const comeback = startLosing();
  comeback.stop();
  comeback.lost();
  clock.advance(600_000);
  expect(attempts).toEqual([]);
});
