// @vitest-environment happy-dom
import { act } from "@react-three/fiber";
import { Mesh, Vector3 } from "three";
import { afterEach, beforeEach, expect, it } from "vitest";
import { showLayers } from "../../../app/_explorer/layers/layers.ts";
import { usePosteriorView } from "../../../app/_explorer/posterior/posterior-view.ts";
import { ringsOf } from "../../../app/_explorer/scene/guides/rings.ts";
import {
  createEllipsoidGeometry,
  ELLIPSOIDS_MAX,
  isFlat,
  thinned,
} from "../../../app/_explorer/scene/posterior/ellipsoid-geometry.ts";
import { Posteriors } from "../../../app/_explorer/scene/posterior/ellipsoids.tsx";
import type { SceneTheme } from "../../../app/_explorer/scene/theme.ts";
import { resetExplorer, useExplorer } from "../../../app/_explorer/store.ts";
import { toHalf } from "../../../server/latent/half.ts";
import { createRandom, gaussianVector } from "../../../server/latent/random.ts";
import { makeCard } from "../../helpers/make-card.ts";
import { renderScene } from "../../helpers/render-scene.ts";

const card = makeCard();
const embedding = gaussianVector(createRandom(2), 18);
const cloud = {
  embedding,
  points: embedding.slice(),
  labels: Uint8Array.of(0, 1, 2, 0, 1, 2),
  count: 6,
};
const logVar = Float32Array.from({ length: 18 }, (_, i) => -(i % 5));
const theme: SceneTheme = {
  scheme: "dark",
  background: new Vector3(),
  text: new Vector3(1, 1, 1),
  muted: new Vector3(),
  accent: new Vector3(),
};
const realFetch = globalThis.fetch;
let asked: string[] = [];
let stage: Awaited<ReturnType<typeof renderScene>>;

beforeEach(async () => {
  resetExplorer();
  asked = [];
  globalThis.fetch = async (address) => {
    asked.push(String(address));
    return new Response(toHalf(logVar));
  };
  stage = await renderScene(<Posteriors card={card} cloud={cloud} theme={theme} />);
});
afterEach(async () => {
  await stage.unmount();
  showLayers("");
  globalThis.fetch = realFetch;
});

/** Words stand beside a class, and are no ellipsoids. */
const meshes = () =>
  stage.scene.children.filter(
    (child): child is Mesh => child instanceof Mesh && child.geometry.hasAttribute("center"),
  );
const counts = () =>
  meshes().map((mesh) => (mesh.geometry as unknown as { instanceCount: number }).instanceCount);
const settled = () => act(async () => await new Promise((done) => setTimeout(done, 20)));

it("[PV7] nothing is fetched or drawn until it is asked for; a class is one draw call", async () => {
  expect([meshes().length, asked.length]).toEqual([0, 0]);
  await act(async () => usePosteriorView.setState({ ofClass: 1 }));
  await settled();
  expect(asked).toEqual([`/api/models/digits/files/${"0".repeat(64)}/posterior.bin`]);
  expect(counts()).toEqual([2]);
  await act(async () => usePosteriorView.setState({ outer: true }));
  expect(counts()).toEqual([4]);
  await act(async () => usePosteriorView.setState({ ofClass: null }));
  expect(meshes()).toHaveLength(0);
});

it("[PV7] the datum pointed at has its own, where it is and as wide as it is", async () => {
  await act(async () => usePosteriorView.setState({ ofHovered: true }));
  await settled();
  expect(meshes()).toHaveLength(0);
  await act(async () => useExplorer.setState({ hovered: 4 }));
  expect(counts()).toEqual([1]);
  const center = meshes()[0]?.geometry.getAttribute("center");
  expect([center?.getX(0), center?.getY(0), center?.getZ(0)]).toEqual([
    ...cloud.points.subarray(12, 15),
  ]);
  const first = meshes()[0]?.geometry.getAttribute("first");
  expect(first?.getX(0)).toBeCloseTo(Math.exp(-(12 % 5) / 2), 3);
  await act(async () => useExplorer.setState({ hovered: null }));
  expect(meshes()).toHaveLength(0);
});

it("[PV7] a plain autoencoder has none, and no file is asked for", async () => {
  await stage.unmount();
  const plain = makeCard({ kind: "autoencoder" });
  stage = await renderScene(<Posteriors card={plain} cloud={cloud} theme={theme} />);
  await act(async () => usePosteriorView.setState({ ofHovered: true, ofClass: 1 }));
  await settled();
  expect([meshes().length, asked.length]).toEqual([0, 0]);
});

it("[PV7] a plane's posteriors are flat; so many and no more are drawn", () => {
  const plane = makeCard({ latentDim: 2 });
  expect([isFlat(card), isFlat(plane)]).toEqual([false, true]);
  const tint = new Vector3(1, 0, 0);
  const drawn = { rows: [0, 1], outer: false, tint };
  const flat = createEllipsoidGeometry(plane, cloud, logVar, drawn);
  const z = flat.getAttribute("position");
  expect(Array.from({ length: z.count }, (_, i) => z.getZ(i)).every((at) => at === 0)).toBe(true);
  const many = Array.from({ length: 60_000 }, (_, i) => i);
  expect(thinned(many).length).toBeLessThanOrEqual(ELLIPSOIDS_MAX);
  expect(thinned(many.slice(0, 1000))).toHaveLength(1000);
});

it("[PV8] rings tell the share of the prior in the dimensions that are seen, for models with a prior", () => {
  const plane = makeCard({ latentDim: 2 });
  expect(ringsOf(plane, true).words).toEqual(["1σ · 39.3 %", "2σ · 86.5 %", "3σ · 98.9 %"]);
  expect(ringsOf(plane, true).flat).toBe(true);
  expect(ringsOf(card, true).words).toEqual(["1σ · 19.9 %", "2σ · 73.9 %", "3σ · 97.1 %"]);
  expect(ringsOf(card, false)).toMatchObject({ words: ["1σ", "2σ"], bold: false });
  expect(ringsOf(makeCard({ kind: "autoencoder" }), true).words).toEqual(["1σ", "2σ"]);
  const labelled = { dimension: 2, values: [-1, 0, 1] };
  const conditional = makeCard({ kind: "conditional-vae", condition: labelled });
  expect(ringsOf(conditional, true)).toMatchObject({
    words: ["1σ · 39.3 %", "2σ · 86.5 %", "3σ · 98.9 %"],
    flat: true,
  });
});

it("[PV8] under a projection the rings stand around the projected origin", () => {
  const eye = (axis: number) => [0, 1, 2, 3].map((d) => (d === axis ? 1 : 0));
  const components = [eye(0), eye(1), eye(2)];
  const mean = [0.5, 0, -0.25, 1];
  const explainedVariance = [0.5, 0.2, 0.1];
  const projected = makeCard({
    latentDim: 4,
    projection: { kind: "pca", mean, components, explainedVariance },
  });
  expect(ringsOf(projected, false).sigmas).toEqual([]);
  const { center, flat, words } = ringsOf(projected, true);
  expect(center).toEqual([-0.5, 0, 0.25]);
  expect([flat, words[0]]).toEqual([false, "1σ · 19.9 %"]);
});
