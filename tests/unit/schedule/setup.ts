import type { MoveOwner } from "../../../server/schedule/batch.ts";
import { createScheduler } from "../../../server/schedule/decode-scheduler.ts";
import { createMeter } from "../../../server/schedule/meter.ts";
import { createClock } from "../../helpers/clock.ts";
import { fakeEngine } from "../../helpers/fake-engine.ts";

export const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
export const at = (value: number) => new Float32Array([value, 0]);

/** A scheduler with an engine, receivers and time that do as they are told. */
export function setup(maxBatch = 4, { lanes = 1, slow = false } = {}) {
  const { engine, calls } = fakeEngine(lanes);
  const taking: (() => void)[] = [];
  const images: { key: string; seq: number; first: number | undefined }[] = [];
  const failures: unknown[] = [];
  const health: [string, boolean][] = [];
  const clock = createClock();
  const now = () => {
    clock.advance(0.01);
    return clock.now();
  };
  const meter = createMeter(now);
  const owners = new Map<string, MoveOwner>();
  const owner = (key: string, modelId: string): MoveOwner => {
    const known = owners.get(key) ?? {
      modelId,
      take({ seq }, pixels) {
        images.push({ key, seq, first: pixels[0] });
        return slow ? new Promise<void>((resolve) => taking.push(resolve)) : undefined;
      },
    };
    owners.set(key, known);
    return known;
  };
  const scheduler = createScheduler({
    engine,
    meter,
    clock: { ...clock, now },
    latentDim: () => 2,
    maxBatch,
    onFailure: (cause) => failures.push(cause),
    onHealth: (...change) => health.push(change),
  });
  const move = (key: string, modelId: string, seq: number, z: Float32Array) =>
    scheduler.move(owner(key, modelId), seq, z);
  const finish = async (index: number) => {
    calls[index]?.finish();
    await settle();
  };
  const fail = async (index: number) => {
    calls[index]?.fail(new Error("device lost"));
    await settle();
  };
  const more = { clock, failures, health, owner, fail };
  return { scheduler, move, calls, images, finish, meter, taking, ...more };
}
