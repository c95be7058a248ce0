import { PerspectiveCamera, Vector3 } from "three";
import { beforeEach, expect, it } from "vitest";
import { live, moveOwn, resetLive } from "../../../app/_explorer/live.ts";
import { lookAtOwnOnMap } from "../../../app/_explorer/map/look-at-own.ts";
import { mapLayer } from "../../../app/_explorer/map/map-layer.ts";
import {
  grabOnMap,
  keySpeed,
  latentUnder,
  stepOnMap,
} from "../../../app/_explorer/map/map-motion.ts";
import { resetMap, showPlane, showWholeMap, useMap } from "../../../app/_explorer/map/map-state.ts";
import {
  nearestOfClasses,
  togglePlace,
  usePlanePlaces,
} from "../../../app/_explorer/map/plane-places.ts";
import { resetExplorer, useExplorer } from "../../../app/_explorer/store.ts";
import { coordinatesOn, latentOn } from "../../../server/latent/map/map-plane.ts";
import { project } from "../../../server/latent/projection.ts";
import { makeCard } from "../../helpers/make-card.ts";

const flat = makeCard({ latentDim: 2 });
const solid = makeCard({ latentDim: 3 });
const camera = new PerspectiveCamera(42, 1.6, 0.01, 100);
camera.position.set(2, -3, 7);
camera.lookAt(0, 0, 0);
camera.updateMatrixWorld();
const onScreen = (z: Float32Array) => new Vector3(...project(solid.projection, z)).project(camera);
const place = (...z: number[]) => Float32Array.from(z);

beforeEach(() => {
  resetExplorer();
  resetMap();
  usePlanePlaces.setState({ chosen: [], fault: null });
});

it("[MP12] in two dimensions a drag keeps the cursor under the pointer, aslant too", () => {
  resetLive(2);
  moveOwn([0.5, -0.25]);
  const start = onScreen(live.z);
  const drag = grabOnMap(flat, camera, start.x, start.y);
  drag?.to(start.x + 0.2, start.y - 0.1);
  expect(onScreen(live.z).x).toBeCloseTo(start.x + 0.2, 4);
  expect(onScreen(live.z).y).toBeCloseTo(start.y - 0.1, 4);
});

it("[MP12] on a plane drags and keys stay on it; off it they work as in the scatter", () => {
  resetLive(3);
  showPlane(solid, [place(0, 0, 0), place(1, 0, 0.5), place(0, 1, 1)], ["a", "b", "c"]);
  const plane = useMap.getState().shown?.plane;
  if (!plane) throw new Error("no plane");
  moveOwn(latentOn(plane, 0.3, -0.2));
  const start = onScreen(live.z);
  grabOnMap(solid, camera, start.x, start.y)?.to(start.x + 0.1, start.y + 0.1);
  const off = () =>
    latentOn(plane, ...coordinatesOn(plane, live.z)).map((value, d) => value - (live.z[d] ?? 0));
  expect(Math.max(...off().map(Math.abs))).toBeLessThan(1e-5);
  const before = coordinatesOn(plane, live.z);
  moveOwn(stepOnMap(solid, [0.1, 0, 0]) ?? []);
  expect(coordinatesOn(plane, live.z)[0]).toBeCloseTo(before[0] + 0.1, 5);
  moveOwn([2, 2, -3]);
  expect(stepOnMap(solid, [0.1, 0, 0])).toBeNull();
  expect(grabOnMap(solid, camera, 0, 0)).toBeNull();
});

it("[MP12] a press on the map is the latent there, and none beside it; keys slow down near it", () => {
  resetLive(2);
  expect(latentUnder(camera, 0, 0)).toBeNull();
  showWholeMap(flat);
  const z = latentUnder(camera, 0.1, 0.2);
  if (!z) throw new Error("no latent");
  expect(onScreen(z).x).toBeCloseTo(0.1, 4);
  expect(onScreen(z).y).toBeCloseTo(0.2, 4);
  const away = new PerspectiveCamera(42, 1.6, 0.01, 100);
  away.position.set(30, 0, 7);
  away.lookAt(30, 0, 0);
  away.updateMatrixWorld();
  expect(latentUnder(away, 0, 0)).toBeNull();
  live.scene = { distance: () => 0.06 } as never;
  expect(keySpeed()).toBeCloseTo(0.01);
  resetMap();
  expect(keySpeed()).toBe(1);
  live.scene = null;
});

it("[MP12] by keyboard one comes closer to the own cursor on a map, and as before without one", () => {
  resetLive(2);
  moveOwn([1.5, -2]);
  useExplorer.setState({ card: flat });
  const looked: (readonly number[])[] = [];
  live.scene = { lookAt: (point: readonly number[]) => looked.push(point) } as never;
  lookAtOwnOnMap(live.scene);
  expect(looked).toEqual([]);
  showWholeMap(flat);
  lookAtOwnOnMap(live.scene);
  lookAtOwnOnMap({ lookAt: () => looked.push([]) } as never);
  expect(looked).toEqual([[1.5, -2, 0]]);
  live.scene = null;
});

it("[MP13] the map of two dimensions is one word of a view; a plane is none", () => {
  useExplorer.setState({ card: flat });
  expect(mapLayer.read()).toBeNull();
  mapLayer.show("");
  expect(mapLayer.read()).toBe("");
  mapLayer.show("density-relief");
  expect(useMap.getState()).toMatchObject({ ground: "density", relief: true });
  expect(mapLayer.read()).toBe("density-relief");
  mapLayer.show(null);
  expect(useMap.getState().shown).toBeNull();
  useExplorer.setState({ card: solid });
  mapLayer.show("density");
  expect(useMap.getState().shown).toBeNull();
  showPlane(solid, [place(0, 0, 0), place(1, 0, 0), place(0, 1, 0)], ["a", "b", "c"]);
  expect(mapLayer.read()).toBeNull();
});

it("[MP3] three places that are chosen one by one show their plane; on a line they say why not", () => {
  const choose = (name: string, ...z: number[]) =>
    togglePlace(solid, { key: name, name, z: place(...z) });
  choose("a", 0, 0, 0);
  choose("b", 1, 1, 1);
  expect(useMap.getState().shown).toBeNull();
  choose("c", 2, 2, 2);
  expect(usePlanePlaces.getState().fault).toBe("inLine");
  expect(useMap.getState().shown).toBeNull();
  choose("d", 0, 3, 1);
  expect(usePlanePlaces.getState().chosen.map(({ name }) => name)).toEqual(["b", "c", "d"]);
  expect(useMap.getState().shown?.through.map(({ name }) => name)).toEqual(["b", "c", "d"]);
  choose("d", 0, 3, 1);
  expect(useMap.getState().shown).toBeNull();
});

it("[MP3] the nearest of three classes are the nearest datum of each of the nearest three", () => {
  resetLive(3);
  const embedding = place(0, 0, 1, 0, 0, 2, 3, 0, 0, 0, 4, 0, 0, 5, 0, 9, 9, 9);
  const labels = new Uint8Array([0, 0, 1, 2, 2, 1]);
  const places = nearestOfClasses(solid, { embedding, points: embedding, labels, count: 6 });
  expect(places.map(({ key, name }) => [key, name])).toEqual([
    ["row 0", "0"],
    ["row 2", "1"],
    ["row 3", "2"],
  ]);
});
