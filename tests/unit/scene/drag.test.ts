import { PerspectiveCamera, Vector3 } from "three";
import { beforeEach, expect, it } from "vitest";
import { flyOwn, live, moveOwn, resetLive } from "../../../app/_explorer/live.ts";
import { startDrag } from "../../../app/_explorer/scene/input/drag.ts";
import { type LatentProjection, project } from "../../../server/latent/projection.ts";

const camera = new PerspectiveCamera(42, 16 / 9, 0.1, 100);
camera.position.set(3, 4, 8);
camera.lookAt(0.2, -0.1, 0.3);
camera.updateMatrixWorld();

const pca: LatentProjection = {
  kind: "pca",
  mean: [0.1, 0.2, 0.3, 0.4, 0.5],
  components: [
    [0.6, 0.8, 0, 0, 0],
    [-0.8, 0.6, 0, 0, 0],
    [0, 0, 0.6, 0, 0.8],
  ],
};

const onScreen = (projection: LatentProjection) =>
  new Vector3(...project(projection, live.z)).project(camera);
const depth = (projection: LatentProjection) =>
  new Vector3(...project(projection, live.z)).applyMatrix4(camera.matrixWorldInverse).z;

beforeEach(() => resetLive(3));

it.each<[string, LatentProjection, number[]]>([
  ["identity", { kind: "identity" }, [0.5, -0.7, 1.1]],
  ["pca", pca, [0.5, -0.7, 1.1, 0.2, -0.4]],
])("[X6] a drag lands under the pointer at unchanged depth (%s)", (_, projection, z) => {
  moveOwn(z);
  const start = onScreen(projection);
  const away = depth(projection);
  const drag = startDrag(projection, camera, start.x + 0.02, start.y - 0.01);
  expect([...live.z]).toEqual([...Float32Array.from(z)]);
  for (const [dx, dy] of [
    [0.1, 0.05],
    [-0.4, 0.3],
    [0.31, -0.22],
  ] as const) {
    drag.to(start.x + 0.02 + dx, start.y - 0.01 + dy);
    expect(onScreen(projection).x).toBeCloseTo(start.x + dx, 4);
    expect(onScreen(projection).y).toBeCloseTo(start.y + dy, 4);
    expect(depth(projection)).toBeCloseTo(away, 4);
  }
});

it("[X6] what the scatter does not show stays", () => {
  moveOwn([0.5, -0.7, 1.1, 0.2, -0.4]);
  const beside = () => 0.8 * ((live.z[2] ?? 0) - 0.3) - 0.6 * ((live.z[4] ?? 0) - 0.5);
  const before = beside();
  const start = onScreen(pca);
  const drag = startDrag(pca, camera, start.x, start.y);
  for (let i = 1; i <= 200; i++) drag.to(start.x + 0.3 * Math.sin(i), start.y + 0.3 * Math.cos(i));
  expect(beside()).toBeCloseTo(before, 4);
  expect(live.z[3]).toBe(Math.fround(0.2));
});

it("[X5] taking hold of the cursor ends its flight", () => {
  moveOwn([0, 0, 0]);
  flyOwn([1, 1, 1]);
  startDrag({ kind: "identity" }, camera, 0, 0);
  expect(live.flight).toBe(null);
});
