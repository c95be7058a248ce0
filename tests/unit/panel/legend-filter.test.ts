import { expect, test } from "vitest";
import {
  barsOf,
  countBytes,
  shownRange,
  showRange,
  soloClass,
  toggleClass,
  WHOLE,
} from "../../../app/_explorer/panel/legend/legend-filter.ts";

const FOUR = [0, 1, 2, 3];

test("[U3] a press hides a class, another shows it, and the set given stays as it was", () => {
  const none: ReadonlySet<number> = new Set();
  const hidden = toggleClass(none, 3);
  expect([...hidden]).toEqual([3]);
  expect(none.size).toBe(0);
  expect(toggleClass(hidden, 3).size).toBe(0);
});

test("[U3] solo shows one class alone, whatever was hidden", () => {
  expect([...soloClass(new Set([1]), 1, FOUR)]).toEqual([0, 2, 3]);
});

test("[U3] solo on the class that is alone shows all", () => {
  expect(soloClass(new Set([0, 2, 3]), 1, FOUR).size).toBe(0);
});

test("[U3] as many hidden, but another alone: solo moves on", () => {
  expect([...soloClass(new Set([0, 2, 3]), 2, FOUR)]).toEqual([0, 1, 3]);
});

test("[U3] every byte is counted, those of what is not known too", () => {
  const counts = countBytes(Uint8Array.of(0, 1, 1, 255));
  expect([counts[0], counts[1], counts[2], counts[255]]).toEqual([1, 2, 0, 1]);
});

test("[EX2] a range shows its numbers alone, keeps what is not known as it is, and is read back", () => {
  expect(shownRange(new Set())).toEqual(WHOLE);
  const hidden = showRange(new Set([255]), [10, 20]);
  expect(hidden.has(9) && hidden.has(21) && hidden.has(255)).toBe(true);
  expect(hidden.has(10) || hidden.has(20)).toBe(false);
  expect(shownRange(hidden)).toEqual([10, 20]);
  expect(showRange(hidden, WHOLE)).toEqual(new Set([255]));
  expect(shownRange(new Set(Array.from({ length: 255 }, (_, byte) => byte)))).toEqual(WHOLE);
});

test("[EX2] bars part all numbers, each in one", () => {
  const bars = barsOf(new Array(256).fill(1));
  expect(bars[0]?.range[0]).toBe(0);
  expect(bars.at(-1)?.range[1]).toBe(254);
  expect(bars.slice(1).every(({ range }, i) => range[0] === (bars[i]?.range[1] ?? 0) + 1)).toBe(
    true,
  );
  expect(bars.reduce((sum, { count }) => sum + count, 0)).toBe(255);
});
