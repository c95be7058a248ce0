import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createShutdown, type Step } from "../../../server/shutdown.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function run(steps: Step[]) {
  const lines: string[] = [];
  const codes: number[] = [];
  const shutdown = createShutdown({
    steps,
    limitMs: 10_000,
    say: (line) => void lines.push(line),
    exit: (code) => void codes.push(code),
  });
  return { shutdown, lines, codes };
}

it("[K14] all is closed in order, and the process ends well", async () => {
  const closed: string[] = [];
  const step = (name: string) => ({ name, run: async () => void closed.push(name) });
  const { shutdown, codes } = run([step("a"), step("b")]);
  shutdown("SIGTERM");
  await vi.advanceTimersByTimeAsync(20_000);
  expect(closed).toEqual(["a", "b"]);
  expect(codes).toEqual([0]);
});

it("[K14] what hangs is named after ten seconds, with a failing exit", async () => {
  const { shutdown, lines, codes } = run([{ name: "the store", run: () => new Promise(() => {}) }]);
  shutdown("SIGTERM");
  await vi.advanceTimersByTimeAsync(9_900);
  expect(codes).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect(codes).toEqual([1]);
  expect(lines.at(-1)).toContain("the store hangs");
});

it("[K14] one that fails is told; the others still close, and the exit fails", async () => {
  const closed: string[] = [];
  const { shutdown, lines, codes } = run([
    { name: "sockets", run: () => Promise.reject(new Error("no")) },
    { name: "the store", run: async () => void closed.push("store") },
  ]);
  shutdown("SIGTERM");
  await vi.advanceTimersByTimeAsync(0);
  expect(closed).toEqual(["store"]);
  expect(codes).toEqual([1]);
  expect(lines.join()).toContain("sockets could not be closed: Error: no");
});

it("[K14] a second signal ends at once", async () => {
  const { shutdown, codes } = run([{ name: "the store", run: () => new Promise(() => {}) }]);
  shutdown("SIGINT");
  await vi.advanceTimersByTimeAsync(10);
  shutdown("SIGINT");
  expect(codes).toEqual([1]);
});
