import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createBudgets } from "../../../server/edge/budgets.ts";
import { LIMITS } from "../../../server/edge/limits.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const pupil = (i: number, fresh = false) => ({
  person: `seat-${i}`,
  room: "room-1",
  address: "203.0.113.7",
  fresh,
});

/** How many of `tries` were allowed. */
async function count(tries: number, ask: (i: number) => Promise<boolean>): Promise<number> {
  let allowed = 0;
  for (let i = 0; i < tries; i++) if (await ask(i)) allowed++;
  return allowed;
}

it("[K4] a person sends 60 commands at once and 20 a second, weighted by cost", async () => {
  const { command } = createBudgets();
  expect(await count(100, () => command(pupil(1), 1))).toBe(60);
  vi.advanceTimersByTime(3000);
  expect(await count(10, () => command(pupil(1), 20))).toBe(3);
  let allowed = 0;
  for (let second = 0; second < 60; second++) {
    vi.advanceTimersByTime(1000);
    allowed += await count(50, () => command(pupil(2), 1));
  }
  expect(allowed).toBe(60 * 20);
});

it("[K4] sixty pupils behind one address in one room spend all of theirs", async () => {
  const { command } = createBudgets();
  for (let round = 0; round < 5; round++) {
    for (let i = 0; i < 60; i++) expect(await count(60, () => command(pupil(i), 1))).toBe(60);
    vi.advanceTimersByTime(3000);
  }
});

it("[K5] new ids bring no new budget: a reconnect loop gets 20 a second in all", async () => {
  const { command } = createBudgets();
  let allowed = 0;
  const seconds = 60;
  for (let i = 0; i < seconds * 100; i++) {
    if (await command(pupil(i, true), 1)) allowed++;
    vi.advanceTimersByTime(10);
  }
  expect(allowed).toBeGreaterThan(0);
  expect(allowed).toBeLessThanOrEqual(seconds * 20);
});

it("[K5] sixty newcomers within five seconds join and send four commands each", async () => {
  const budgets = createBudgets();
  for (let i = 0; i < 60; i++) {
    expect(await budgets.join("203.0.113.7")).toBe(true);
    expect(await count(4, () => budgets.command(pupil(i, true), 1))).toBe(4);
    vi.advanceTimersByTime(83);
  }
});

it("[K5] who is refused takes nothing from the budget of their room", async () => {
  const { command } = createBudgets({ ...LIMITS, room: { points: 100, seconds: 3 } });
  await count(10_000, () => command(pupil(1), 1));
  expect(await count(100, () => command(pupil(2), 1))).toBe(40);
});

it("[K6] connections are counted by address and in all, and given back once", () => {
  const { connect } = createBudgets({ ...LIMITS, connections: { address: 2, process: 3 } });
  const release = connect("a");
  expect(connect("a")).not.toBeNull();
  expect(connect("a")).toBeNull();
  expect(connect("b")).not.toBeNull();
  expect(connect("c")).toBeNull();
  release?.();
  release?.();
  expect(connect("a")).not.toBeNull();
  expect(connect("a")).toBeNull();
});

it("[K6] the default lets at least 200 in from one address", () => {
  const { connect } = createBudgets();
  const open = Array.from({ length: LIMITS.connections.address }, () => connect("a"));
  expect(open.filter(Boolean).length).toBeGreaterThanOrEqual(200);
  expect(connect("a")).toBeNull();
  expect(connect("b")).not.toBeNull();
});

it("[K7] rooms, latents and previews are bounded by address and for everyone together", async () => {
  const small = { points: 2, seconds: 60 };
  const budgets = createBudgets({
    ...LIMITS,
    createRoom: small,
    createRoomTotal: { points: 3, seconds: 60 },
    preview: small,
    previewTotal: { points: 3, seconds: 60 },
    decode: { points: 100, seconds: 4 },
    decodeTotal: { points: 150, seconds: 4 },
  });
  for (const spend of [budgets.createRoom, budgets.preview]) {
    expect(await count(5, () => spend("a"))).toBe(2);
    expect(await count(5, () => spend("b"))).toBe(1);
  }
  expect(await count(5, () => budgets.decode("a", 50))).toBe(2);
  expect(await count(5, () => budgets.decode("b", 50))).toBe(1);
  vi.advanceTimersByTime(60_000);
  expect(await budgets.createRoom("b")).toBe(true);
});

it("[K8] what is remembered of an address is forgotten when its window ends", async () => {
  const { image, command } = createBudgets();
  const before = vi.getTimerCount();
  for (let i = 0; i < 1000; i++) await image(`address-${i}`);
  await command(pupil(1), 1);
  expect(vi.getTimerCount()).toBeGreaterThan(before + 1000);
  vi.advanceTimersByTime(60_000);
  expect(vi.getTimerCount()).toBe(before);
});
