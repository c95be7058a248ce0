// @vitest-environment happy-dom
import { act } from "@react-three/fiber";
import { createRef } from "react";
import { type Points, Vector3 } from "three";
import { afterEach, beforeEach, expect, it } from "vitest";
import { useAttributes } from "../../../app/_explorer/colouring/attributes.ts";
import { createCursor, live, resetLive } from "../../../app/_explorer/live.ts";
import type { PointMaterial } from "../../../app/_explorer/scene/cloud/point-material.ts";
import { Stage } from "../../../app/_explorer/scene/stage.tsx";
import { advanceCrowd, createCrowd, syncCrowd } from "../../../app/_explorer/scene/tags/crowd.ts";
import { type EarlyCloud, resetExplorer, useExplorer } from "../../../app/_explorer/store.ts";
import { attachLift, createLift } from "../../../server/latent/lift.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { makeCard } from "../../helpers/make-card.ts";
import { renderScene } from "../../helpers/render-scene.ts";

const FRAME = 1 / 60;
const plain = makeCard();
const points = Float32Array.from({ length: 18 }, (_, i) => Math.sin(i * 12.9898) * 2);
const labels = new Uint8Array([0, 1, 2, 0, 1, 2]);
const me = { slot: 1, name: "P1", color: "#4477aa", online: true };

let stage: Awaited<ReturnType<typeof renderScene>>;
const show = async (card: ModelCard) => {
  useExplorer.setState({ card, me });
  stage = await renderScene(<Stage card={card} hoverFrame={createRef()} />);
  stage.frame(FRAME);
};
const cloudPoints = () =>
  stage.scene.children.find(
    (child) => child.type === "Points" && child.renderOrder === 0,
  ) as Points;
const tags = () => stage.scene.children.find((child) => child.renderOrder === 10);

beforeEach(() => {
  resetExplorer();
  resetLive(3);
  live.own.slot = 1;
  useAttributes.setState({ columns: null, of: null });
});
afterEach(() => stage?.unmount());

it("[EX31] the scene draws as many points as have come, and goes on with the same buffer when all are here", async () => {
  const early: EarlyCloud = { points, labels, count: 6, arrived: 2 };
  useExplorer.setState({ early });
  await show(plain);
  const { geometry } = cloudPoints();
  expect(geometry.drawRange.count).toBe(2);
  early.arrived = 5;
  stage.frame(FRAME);
  expect(geometry.drawRange.count).toBe(5);
  await act(async () =>
    useExplorer.setState({
      early: null,
      cloud: { embedding: points.slice(), points, labels, count: 6 },
    }),
  );
  stage.frame(FRAME);
  expect(cloudPoints().geometry).toBe(geometry);
  expect(geometry.drawRange.count).toBe(6);
  expect((cloudPoints().material as PointMaterial).uniforms.uOver.value).toBe(1);
});

it("[EX1] another colouring is another label for each point, and the positions stay", async () => {
  const dataset = {
    ...plain.dataset,
    attributes: [{ kind: "names" as const, name: "glasses", names: ["no", "yes"] }],
  };
  useExplorer.setState({ cloud: { embedding: points.slice(), points, labels, count: 6 } });
  await show(makeCard({ dataset }));
  const { geometry } = cloudPoints();
  const version = () => (geometry.getAttribute("position") as { version?: number }).version;
  const before = version();
  await act(async () => {
    useAttributes.setState({ columns: [Uint8Array.of(1, 0, 1, 255, 0, 1)], of: dataset.hash });
    useExplorer.setState({ colouring: "attribute-0", hiddenClasses: new Set([255]) });
  });
  stage.frame(FRAME);
  expect([...geometry.getAttribute("label").array]).toEqual([1, 0, 1, 255, 0, 1]);
  const { palette } = cloudPoints().material as PointMaterial;
  expect([palette[3], palette[4 * 255 + 3]]).toEqual([255, 0]);
  expect(version()).toBe(before);
});

it("[EX12] in a UMAP nobody is drawn before the data have come, and everybody is where they belong after", async () => {
  const card = makeCard({
    projection: { kind: "umap", neighbours: 15, minDistance: 0.1, seed: 1 },
  });
  useExplorer.setState({ early: { points, labels, count: 6, arrived: 6 } });
  await show(card);
  expect(cloudPoints().geometry.drawRange.count).toBe(6);
  expect(tags()).toBeUndefined();
  const embedding = points.map((value) => -value);
  attachLift(card.projection, createLift({ values: embedding, latentDim: 3 }, points));
  await act(async () =>
    useExplorer.setState({ early: null, cloud: { embedding, points, labels, count: 6 } }),
  );
  stage.frame(FRAME);
  expect(tags()).toBeDefined();
});

it("[EX14] of many who move at once in a UMAP four are looked up in a frame, in turn, until all are where they are", () => {
  const projection = { kind: "umap" } as const;
  let looks = 0;
  attachLift(projection, {
    toPoint: (z) => {
      looks++;
      return [z[0] ?? 0, 0, 0];
    },
    toLatent: () => new Float32Array(3),
  });
  const crowd = createCrowd(plain);
  const peers = Array.from({ length: 9 }, (_, i) => ({ ...me, slot: i + 2 }));
  useExplorer.setState({ peers: new Map(peers.map((peer) => [peer.slot, peer])) });
  const black = new Vector3();
  const theme = {
    scheme: "dark",
    background: black,
    text: black,
    muted: black,
    accent: black,
  } as const;
  syncCrowd(crowd, useExplorer.getState(), theme);
  const move = (x: number) => {
    for (const { slot } of peers) {
      const cursor = createCursor(slot, 3);
      cursor.z = Float32Array.of(x + slot, 0, 0);
      live.cursors.set(slot, cursor);
    }
  };
  const step = () => {
    looks = 0;
    return advanceCrowd(crowd, projection, live, { dt: FRAME, still: true });
  };
  // Whoever is new is placed at once.
  move(0);
  step();
  move(100);
  expect(step()).toBe(true);
  expect(looks).toBeLessThanOrEqual(4);
  step();
  step();
  const places = peers.map(({ slot }) => crowd.others.get(slot)?.at.x);
  expect(places).toEqual(peers.map(({ slot }) => 100 + slot));
  expect(step()).toBe(false);
});
