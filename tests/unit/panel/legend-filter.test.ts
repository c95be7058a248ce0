import { expect, test } from "vitest";
import {
  countClasses,
  soloClass,
  toggleClass,
} from "../../../app/_explorer/panel/legend/legend-filter.ts";

test("[U3] a press hides a class, another shows it, and the set given stays as it was", () => {
  const none: ReadonlySet<number> = new Set();
  const hidden = toggleClass(none, 3);
  expect([...hidden]).toEqual([3]);
  expect(none.size).toBe(0);
  expect(toggleClass(hidden, 3).size).toBe(0);
});

test("[U3] solo shows one class alone, whatever was hidden", () => {
  expect([...soloClass(new Set([1]), 1, 4)]).toEqual([0, 2, 3]);
});

test("[U3] solo on the class that is alone shows all", () => {
  expect(soloClass(new Set([0, 2, 3]), 1, 4).size).toBe(0);
});

test("[U3] as many hidden, but another alone: solo moves on", () => {
  expect([...soloClass(new Set([0, 2, 3]), 2, 4)]).toEqual([0, 1, 3]);
});

test("[U3] counts per class leave out labels beyond the classes", () => {
  expect(countClasses(Uint8Array.of(0, 1, 1, 9), 2)).toEqual([1, 2]);
});
