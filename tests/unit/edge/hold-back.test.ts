import { expect, it } from "vitest";
import { createHoldBack } from "../../../server/edge/hold-back.ts";

/** Waits until told to go on. */
function steps() {
  const going: (() => void)[] = [];
  return {
    wait: () => new Promise<void>((resolve) => void going.push(resolve)),
    go: () => going.splice(0).map((resume) => resume()),
    get waiting() {
      return going.length;
    },
  };
}

it("[K18] a refusal is told after a while; of an address that has eight, further ones are refused unread", async () => {
  const { wait, go } = steps();
  const holdBack = createHoldBack(wait);
  const told: number[] = [];
  const holding = Array.from({ length: 8 }, (_, i) =>
    holdBack.hold("203.0.113.7").then(() => told.push(i)),
  );
  await Promise.resolve();
  expect(told).toEqual([]);
  expect(holdBack.isFull("203.0.113.7")).toBe(true);
  expect(holdBack.isFull("203.0.113.8")).toBe(false);
  go();
  await Promise.all(holding);
  expect(told).toHaveLength(8);
  expect(holdBack.isFull("203.0.113.7")).toBe(false);
});

it("[K18] what is held is bounded: beyond it a refusal is told at once", async () => {
  const held = steps();
  const holdBack = createHoldBack(held.wait);
  const holding = Array.from({ length: 2000 }, (_, i) => holdBack.hold(`203.0.113.${i % 250}`));
  expect(held.waiting).toBe(2000);
  await holdBack.hold("203.0.113.251");
  expect(held.waiting).toBe(2000);
  held.go();
  await Promise.all(holding);
  void holdBack.hold("203.0.113.251");
  expect(held.waiting).toBe(1);
});
