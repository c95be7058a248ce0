import { expect, it, vi } from "vitest";
import { openBenchWorker } from "../../../app/_explorer/bench/compute/bench-worker.ts";
import type { FromBench, ToBench } from "../../../app/_explorer/bench/compute/messages.ts";

type Opened = ReturnType<NonNullable<Parameters<typeof openBenchWorker>[0]>>;

/** A worker that answers, and fails, when it is told to. */
function toldWorker() {
  const asked: ToBench[] = [];
  const worker: Opened = {
    onmessage: null,
    onerror: null,
    postMessage: (message: ToBench) => void asked.push(message),
    terminate: vi.fn(),
  };
  return {
    worker,
    asked,
    answer: (data: FromBench) =>
      worker.onmessage?.call(worker as Worker, { data } as MessageEvent<FromBench>),
    fail: (message: string) =>
      worker.onerror?.call(worker as Worker, { message } as unknown as ErrorEvent),
  };
}

it("[WB20] all who wait hear that the worker failed; the next question starts another", async () => {
  vi.stubGlobal("location", { origin: "http://here" });
  const all = [toldWorker(), toldWorker()] as const;
  const [first, second] = all;
  let opened = 0;
  const bench = openBenchWorker(() => (all[opened++] as (typeof all)[0]).worker);
  const subject = { kind: "baseline", id: "damaged" } as const;
  const waiting = [bench.load(subject), bench.load(subject)];
  first.fail("out of memory");
  expect(await Promise.allSettled(waiting)).toEqual(
    Array(2).fill({ status: "rejected", reason: new Error("out of memory") }),
  );
  expect(first.worker.terminate).toHaveBeenCalled();
  const again = bench.load(subject);
  expect([first.asked.length, second.asked.length]).toEqual([2, 1]);
  second.answer({ id: second.asked[0]?.id ?? 0, kind: "loaded" });
  await again;
  bench.close();
  expect(second.worker.terminate).toHaveBeenCalled();
  vi.unstubAllGlobals();
});
