import { Vector3 } from "three";
import { beforeEach, describe, expect, it } from "vitest";
import { flyOwn, live, moveOwn, resetLive } from "../../../app/_explorer/live.ts";
import { advanceFlight } from "../../../app/_explorer/scene/input/flight.ts";
import { glide } from "../../../app/_explorer/scene/tags/glide.ts";
import { resetExplorer } from "../../../app/_explorer/store.ts";

beforeEach(() => {
  resetLive(3);
  resetExplorer();
});

describe("glide", () => {
  const run = (dt: number, seconds: number) => {
    const at = new Vector3();
    const velocity = new Vector3();
    const target = new Vector3(1, -2, 3);
    const trail: number[] = [];
    for (let t = 0; t < seconds - 1e-9; t += dt) {
      glide(at, velocity, target, { dt, seconds: 0.11 });
      trail.push(at.x);
    }
    return { at, trail };
  };

  it("[X3] goes towards the target without a jump and without swinging past", () => {
    const { trail } = run(1 / 60, 1);
    for (const [i, x] of trail.entries()) {
      expect(x).toBeGreaterThanOrEqual(trail[i - 1] ?? 0);
      expect(x - (trail[i - 1] ?? 0)).toBeLessThan(0.2);
      expect(x).toBeLessThanOrEqual(1);
    }
    expect(trail.at(-1)).toBeCloseTo(1, 3);
  });

  it("[X3] is at the same place at 30, 60 and 144 frames a second", () => {
    const at = run(1 / 60, 0.2).at;
    expect(run(1 / 30, 0.2).at.distanceTo(at)).toBeLessThan(1e-6);
    expect(run(0.2 / 29, 0.2).at.distanceTo(at)).toBeLessThan(1e-6);
  });

  it("[X3] stands still once it is there", () => {
    const at = new Vector3();
    const velocity = new Vector3();
    const target = new Vector3(0.5, 0, 0);
    let frames = 0;
    while (glide(at, velocity, target, { dt: 1 / 60, seconds: 0.11 })) frames++;
    expect(at.equals(target)).toBe(true);
    expect(frames).toBeLessThan(90);
  });
});

describe("flight", () => {
  const row = new Float32Array([0.1, -1 / 3, 1e-7]);

  it("[X5] passes between and ends on the exact row", () => {
    flyOwn(row, 700);
    const started = live.flight?.startedAt ?? 0;
    expect(advanceFlight(started + 350, false)).toBe(true);
    expect(live.z[0]).toBeCloseTo(0.05, 5);
    expect(advanceFlight(started + 700.01, false)).toBe(false);
    expect(new Uint8Array(live.z.buffer)).toEqual(new Uint8Array(row.slice().buffer));
    expect(live.flight).toBe(null);
  });

  it("[X5] arrives at once where less motion is wanted", () => {
    flyOwn(row);
    expect(advanceFlight(0, true)).toBe(false);
    expect(live.z).toEqual(row);
  });

  it("[X5] gives way to a slider moved in between", () => {
    flyOwn(row, 700);
    const started = live.flight?.startedAt ?? 0;
    advanceFlight(started + 100, false);
    moveOwn([1, 1, 1]);
    expect(advanceFlight(started + 200, false)).toBe(false);
    expect(live.flight).toBe(null);
    expect([...live.z]).toEqual([1, 1, 1]);
  });
});
