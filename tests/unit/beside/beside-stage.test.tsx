// @vitest-environment happy-dom
import { createRef, Profiler } from "react";
import { type Mesh, type Points, Vector3 } from "three";
import { afterEach, beforeEach, expect, it } from "vitest";
import { cameraInHand } from "../../../app/_explorer/beside/camera.ts";
import { shadows } from "../../../app/_explorer/beside/linked.ts";
import type { Seen } from "../../../app/_explorer/beside/reconstructions.ts";
import { live, moveOwn, resetLive } from "../../../app/_explorer/live.ts";
import { besideReach } from "../../../app/_explorer/scene/beside/beside-reach.ts";
import { BesideStage } from "../../../app/_explorer/scene/beside/beside-stage.tsx";
import type { PointMaterial } from "../../../app/_explorer/scene/cloud/point-material.ts";
import { TAG_STRIDE } from "../../../app/_explorer/scene/tags/tag-geometry.ts";
import { resetExplorer, useExplorer } from "../../../app/_explorer/store.ts";
import { makeCard } from "../../helpers/make-card.ts";
import { renderScene } from "../../helpers/render-scene.ts";

const labels = new Uint8Array([0, 1, 2, 0, 1, 2]);
const cloudOf = (embedding: Float32Array) => ({
  embedding,
  points: embedding.slice(),
  labels,
  count: 6,
});
/** On a line in the room's model, the other way round in the second. */
const line = (from: number, step: number) =>
  Float32Array.from({ length: 18 }, (_, i) => (i % 3 === 0 ? from + (step * i) / 3 : 0));
const room: Seen = { card: makeCard(), cloud: cloudOf(line(0, 1)) };
const beside: Seen = { card: makeCard({ id: "other" }), cloud: cloudOf(line(5, -1)) };

let renders = 0;
let stage: Awaited<ReturnType<typeof renderScene>>;

beforeEach(async () => {
  resetExplorer();
  resetLive(3);
  shadows.clear();
  useExplorer.setState({ card: room.card, cloud: room.cloud });
  renders = 0;
  stage = await renderScene(
    <Profiler id="stage" onRender={() => renders++}>
      <BesideStage room={room} beside={beside} hoverFrame={createRef()} />
    </Profiler>,
  );
});
afterEach(() => stage.unmount());

const frames = (count: number) => {
  for (let i = 0; i < count; i++) stage.frame(1 / 60);
};

function tagPlaces(): Vector3[] {
  const mesh = stage.scene.children.find((child) => child.renderOrder === 10) as Mesh;
  const { data } = mesh.geometry.getAttribute("anchor") as unknown as {
    data: { array: Float32Array };
  };
  const { instanceCount } = mesh.geometry as unknown as { instanceCount: number };
  return Array.from({ length: instanceCount }, (_, i) =>
    new Vector3().fromArray(data.array, i * TAG_STRIDE),
  );
}

it("[SB4] the own tag glides to the same datum's place in the second model", () => {
  moveOwn([1.1, 0, 0]);
  frames(1);
  expect(tagPlaces().at(-1)?.x).toBeCloseTo(4, 5);
  moveOwn([2.1, 0, 0]);
  frames(1);
  expect(tagPlaces().at(-1)?.x).toBeGreaterThan(3);
  frames(90);
  expect(tagPlaces().at(-1)?.toArray()).toEqual([3, 0, 0]);
});

it("[SB6] a drag goes from datum to datum and moves the own cursor in the room's model", () => {
  moveOwn([0, 0, 0]);
  frames(2);
  const reach = besideReach(room, beside);
  const onScreen = (x: number) => new Vector3(x, 0, 0).project(stage.camera);
  const start = onScreen(5);
  const drag = reach.grab(stage.camera, start.x, start.y);
  const { seq } = live;
  drag.to(onScreen(4.8).x, 0);
  expect(live.seq).toBe(seq);
  drag.to(onScreen(3.1).x, 0);
  expect([...live.z]).toEqual([2, 0, 0]);
  useExplorer.setState({ hiddenClasses: new Set([0]) });
  drag.to(onScreen(1.9).x, 0);
  expect([...live.z]).not.toEqual([3, 0, 0]);
  reach.flyTo(5);
  expect([...(live.flight?.to ?? [])]).toEqual([5, 0, 0]);
  expect(reach.placeUnder(4, stage.camera, 0, 0)).toEqual([4, 0, 0]);
  expect(reach.placeUnder(null, stage.camera, 0, 0)).toBe(null);
});

it("[SB10] hover and filter hold here too, and moves render no component", async () => {
  frames(1);
  const before = renders;
  for (let i = 0; i < 30; i++) {
    moveOwn([i / 6, 0, 0]);
    frames(1);
  }
  useExplorer.setState({ hovered: 2, hiddenClasses: new Set([1]) });
  frames(1);
  expect(renders).toBe(before);
  const points = stage.scene.children.find(
    (child) => child.type === "Points" && child.renderOrder === 0,
  ) as Points;
  const { uniforms, palette } = points.material as PointMaterial;
  expect(uniforms.uHovered.value).toBe(2);
  expect(palette[4 + 3]).toBe(0);
  const rings = stage.scene.children.find((child) => child.renderOrder === 9) as Points;
  expect(rings.geometry.drawRange.count).toBe(2);
});

it("[SB11] keys turn the camera of the half that has the focus", () => {
  expect(cameraInHand()).toBe(live.scene);
  const half = document.createElement("div");
  half.dataset.half = "beside";
  const canvas = half.appendChild(document.createElement("canvas"));
  canvas.tabIndex = 0;
  document.body.append(half);
  canvas.focus();
  expect(cameraInHand()).not.toBe(live.scene);
  expect(cameraInHand()?.view().position).toBeDefined();
  half.remove();
  expect(cameraInHand()).toBe(live.scene);
});
