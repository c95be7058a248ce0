// @vitest-environment happy-dom
import { act } from "@react-three/fiber";
import { createRef, Profiler } from "react";
import { type Mesh, type Points, Vector3 } from "three";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { receiveTick } from "../../../app/_explorer/connection/receive.ts";
import { live, moveOwn, resetLive } from "../../../app/_explorer/live.ts";
import type { PointMaterial } from "../../../app/_explorer/scene/cloud/point-material.ts";
import { Stage } from "../../../app/_explorer/scene/stage.tsx";
import { TAG_STRIDE } from "../../../app/_explorer/scene/tags/tag-geometry.ts";
import { resetExplorer, useExplorer } from "../../../app/_explorer/store.ts";
import { encodeTick } from "../../../server/protocol/frame.ts";
import { makeCard } from "../../helpers/make-card.ts";
import { renderScene } from "../../helpers/render-scene.ts";

const card = makeCard();
const embedding = Float32Array.from({ length: 18 }, (_, i) => Math.sin(i * 12.9898) * 2);
const FRAME = 1 / 60;

const peer = (slot: number) => ({ slot, name: `P${slot}`, color: "#4477aa", online: true });

function hear(slot: number, seq: number, z: number[]): void {
  const image = { coding: "pixels" as const, bytes: new Uint8Array([seq, 2, 3, 4]) };
  const cursor = { slot, seq, imageSeq: seq, z: Float32Array.from(z), image };
  const format = { kind: "tick" as const, latentDim: 3, imageBytes: 4 };
  receiveTick(encodeTick([cursor], format).buffer as ArrayBuffer);
}

let renders = 0;
let stage: Awaited<ReturnType<typeof renderScene>>;

beforeEach(async () => {
  resetExplorer();
  resetLive(3);
  live.own.slot = 1;
  const cloud = {
    embedding,
    points: embedding.slice(),
    labels: new Uint8Array([0, 1, 2, 0, 1, 2]),
    count: 6,
  };
  const peers = new Map([[2, peer(2)]]);
  useExplorer.setState({ card, cloud, peers, me: peer(1) });
  renders = 0;
  stage = await renderScene(
    <Profiler id="stage" onRender={() => renders++}>
      <Stage card={card} hoverFrame={createRef()} />
    </Profiler>,
  );
});
afterEach(() => stage.unmount());

/** The places of the tags as the GPU gets them. */
function tagPlaces(): Vector3[] {
  const mesh = stage.scene.children.find((child) => child.renderOrder === 10) as Mesh;
  const { data, count } = mesh.geometry.getAttribute("anchor") as unknown as {
    data: { array: Float32Array };
    count: number;
  };
  const shown = (mesh.geometry as unknown as { instanceCount: number }).instanceCount;
  return Array.from({ length: Math.min(shown, count) }, (_, i) =>
    new Vector3().fromArray(data.array, i * TAG_STRIDE),
  );
}

const points = () => stage.scene.children.find((child) => child.type === "Points") as Points;

describe("peers", () => {
  it("[X3] appear where they are, then glide towards each new place", () => {
    hear(2, 1, [1, 0, 0]);
    stage.frame(FRAME);
    expect(tagPlaces()[0]?.x).toBeCloseTo(1, 6);
    hear(2, 2, [2, 0, 0]);
    const seen = Array.from({ length: 60 }, () => {
      stage.frame(FRAME);
      return tagPlaces()[0]?.x ?? 0;
    });
    expect(seen[0]).toBeGreaterThan(1);
    expect(seen[0]).toBeLessThan(1.2);
    expect(seen.at(-1)).toBe(2);
    expect(seen.every((x, i) => x >= (seen[i - 1] ?? 1))).toBe(true);
  });

  it("[X3] the own cursor stands exactly where it was put", () => {
    moveOwn([0.5, -1, 2]);
    stage.frame(FRAME);
    expect(tagPlaces().at(-1)?.toArray()).toEqual([0.5, -1, 2]);
  });

  it("[X7] moves, images, newcomers and leavers render no component", async () => {
    const before = renders;
    for (let i = 1; i <= 50; i++) {
      hear(2, i, [Math.sin(i), 0, 0]);
      moveOwn([Math.cos(i), 0, 0]);
      stage.frame(FRAME);
    }
    await act(async () =>
      useExplorer.setState({ peers: new Map([peer(2), peer(3)].map((p) => [p.slot, p])) }),
    );
    hear(3, 1, [0, 0, 0]);
    stage.frame(FRAME);
    expect(tagPlaces()).toHaveLength(3);
    await act(async () => useExplorer.setState({ peers: new Map() }));
    stage.frame(FRAME);
    expect(tagPlaces()).toHaveLength(1);
    expect(renders).toBe(before);
  });
});

it("[X21] a room is three draw calls, however many are in it", async () => {
  const drawn = () => stage.scene.children.filter((child) => child.visible && "material" in child);
  expect(drawn()).toHaveLength(3);
  const many = Array.from({ length: 40 }, (_, i) => peer(i + 2));
  await act(async () => useExplorer.setState({ peers: new Map(many.map((p) => [p.slot, p])) }));
  for (const { slot } of many) hear(slot, 1, [slot, 0, 0]);
  stage.frame(FRAME);
  expect(tagPlaces()).toHaveLength(41);
  expect(drawn()).toHaveLength(3);
});

describe("points", () => {
  it("[X12] filter and hover change uniforms, never buffers", async () => {
    const { geometry, material } = points();
    const { uniforms, palette } = material as unknown as PointMaterial;
    const versions = () =>
      Object.values(geometry.attributes).map((a) => (a as { version?: number }).version);
    const before = versions();
    await act(async () => useExplorer.setState({ hovered: 4, hiddenClasses: new Set([2]) }));
    stage.frame(FRAME);
    expect(uniforms.uHovered.value).toBe(4);
    expect([3, 7, 11].map((at) => palette[at])).toEqual([255, 255, 0]);
    expect(points().geometry).toBe(geometry);
    expect(versions()).toEqual(before);
  });

  it("[X1] a move over a point hovers it, a click flies to its exact row", () => {
    stage.frame(FRAME);
    const at = (row: number) => {
      const p = new Vector3().fromArray(embedding, 3 * row).project(stage.camera);
      return { clientX: (p.x * 0.5 + 0.5) * 640, clientY: (0.5 - p.y * 0.5) * 480 };
    };
    const send = (type: string, row: number, more: PointerEventInit) =>
      stage.box.dispatchEvent(
        new PointerEvent(type, { ...at(row), isPrimary: true, pointerId: 1, ...more }),
      );
    moveOwn([7, 7, 7]);
    stage.frame(FRAME);
    send("pointermove", 3, { pointerType: "mouse" });
    const { hovered } = useExplorer.getState();
    expect(hovered).not.toBe(null);
    send("pointerdown", 3, { pointerType: "mouse", button: 0, buttons: 1 });
    send("pointerup", 3, { pointerType: "mouse", button: 0 });
    const row = embedding.slice(3 * (hovered ?? 0), 3 * (hovered ?? 0) + 3);
    expect(live.flight?.to).toEqual(row);
  });
});

it("[X1] what was tapped stays shown after the finger is lifted, what the mouse left does not", () => {
  const leave = (pointerType: string) =>
    stage.box.dispatchEvent(new PointerEvent("pointerleave", { pointerType }));
  useExplorer.setState({ hovered: 3 });
  leave("touch");
  expect(useExplorer.getState().hovered).toBe(3);
  leave("mouse");
  expect(useExplorer.getState().hovered).toBe(null);
});

describe("camera", () => {
  it("[X15] panels steer it while the scene is mounted", async () => {
    const view = {
      position: [1, 2, 9] as [number, number, number],
      target: [0, 1, 0] as [number, number, number],
    };
    live.scene?.setView(view, false);
    stage.frame(FRAME);
    expect(stage.camera.position.distanceTo(new Vector3(1, 2, 9))).toBeLessThan(1e-4);
    for (const [i, value] of (live.scene?.view().target ?? []).entries())
      expect(value).toBeCloseTo(view.target[i] ?? Number.NaN, 5);
    await stage.unmount();
    expect(live.scene).toBe(null);
  });
});

describe("keys", () => {
  const press = (code: string, more: KeyboardEventInit = {}, target: EventTarget = document.body) =>
    target.dispatchEvent(new KeyboardEvent("keydown", { code, bubbles: true, ...more }));

  it("[X8] a held key moves along its axis until it is released", () => {
    press("KeyD");
    for (let i = 0; i < 30; i++) stage.frame(FRAME);
    const [x = 0, y = 0] = live.z;
    expect(x).toBeGreaterThan(0.4);
    expect(y).toBe(0);
    window.dispatchEvent(new KeyboardEvent("keyup", { code: "KeyD" }));
    stage.frame(FRAME);
    expect(live.z[0]).toBe(x);
  });

  it("[X8] fields, dialogs and shortcuts keep their keys", () => {
    const field = document.body.appendChild(document.createElement("input"));
    press("KeyD", {}, field);
    press("KeyA", { ctrlKey: true });
    stage.frame(FRAME);
    stage.frame(FRAME);
    expect(live.z[0]).toBe(0);
    field.type = "range";
    press("ArrowRight", {}, field);
    stage.frame(FRAME);
    expect(live.z[0]).toBe(0);
    press("KeyD", {}, field);
    stage.frame(FRAME);
    expect(live.z[0]).toBeGreaterThan(0);
    window.dispatchEvent(new KeyboardEvent("keyup", { code: "KeyD" }));
    field.remove();
  });
});
