import { expect, it } from "vitest";
import {
  coordinatesOn,
  latentOn,
  type MapPlane,
  planeInScatter,
  planeThrough,
  WHOLE_PLANE,
} from "../../../server/latent/map/map-plane.ts";
import { type LatentProjection, project } from "../../../server/latent/projection.ts";
import { createRandom, gaussianVector } from "../../../server/latent/random.ts";
import {
  readPlaces,
  type ThreeLatents,
  writePlaces,
} from "../../../server/protocol/map-address.ts";

const random = createRandom(11);
const three = (dim: number, scale = 1) =>
  [0, 1, 2].map(() =>
    gaussianVector(random, dim).map((value) => scale * value),
  ) as never as ThreeLatents;
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

/** Three orthonormal rows. */
function anyProjection(dim: number): LatentProjection {
  const rows: Float64Array[] = [];
  while (rows.length < 3) {
    const row = Float64Array.from(gaussianVector(random, dim));
    for (const other of rows) {
      const share = dot(row, other);
      for (let d = 0; d < dim; d++) row[d] = (row[d] ?? 0) - share * (other[d] ?? 0);
    }
    rows.push(row.map((value) => value / Math.sqrt(dot(row, row))));
  }
  const mean = [...gaussianVector(random, dim)];
  return { kind: "pca", mean, components: rows.map((row) => [...row]) };
}

const IDENTITY: LatentProjection = { kind: "identity" };

function expectHeld(z: Float32Array, plane: MapPlane, projection: LatentProjection): void {
  const [u, v] = coordinatesOn(plane, z);
  expect(Math.max(Math.abs(u), Math.abs(v))).toBeLessThanOrEqual(0.75 * plane.reach);
  const away = latentOn(plane, u, v).map((value, d) => value - (z[d] ?? 0));
  expect(Math.sqrt(dot(away, away))).toBeLessThan(1e-5);
  const seen = planeInScatter(plane, projection);
  if (!seen) return;
  const point = project(projection, z).map(
    (value, i) => value - (seen.origin[i] ?? 0) - u * (seen.across[i] ?? 0) - v * (seen.up[i] ?? 0),
  );
  expect(Math.sqrt(dot(point, point))).toBeLessThan(1e-4);
  expect(dot(seen.across, seen.up)).toBeCloseTo(0, 9);
}

it.each([
  [3, IDENTITY],
  [16, anyProjection(16)],
  [128, anyProjection(128)],
] as const)(
  "[MP3] each of three places is found at its coordinates, in %d dimensions",
  (dim, projection) => {
    for (let i = 0; i < 60; i++) {
      const places = three(dim, 1 + (i % 3));
      const plane = planeThrough(places, projection);
      if (!plane) throw new Error("no plane");
      expect(dot(plane.across, plane.across)).toBeCloseTo(1, 12);
      expect(dot(plane.up, plane.up)).toBeCloseTo(1, 12);
      expect(dot(plane.across, plane.up)).toBeCloseTo(0, 12);
      for (const z of places) expectHeld(z, plane, projection);
    }
  },
);

it("[MP3] in a scatter that shows the plane as it is, across is level and up leads up", () => {
  for (let i = 0; i < 60; i++) {
    const plane = planeThrough(three(3), IDENTITY);
    expect(plane?.across[1]).toBeCloseTo(0, 9);
    expect(plane?.across[0]).toBeGreaterThanOrEqual(0);
    expect(plane?.up[1]).toBeGreaterThanOrEqual(0);
  }
});

it("[MP3] places on one line span no plane", () => {
  const [a, b] = three(16);
  const at = (share: number) => a.map((value, d) => value + share * ((b[d] ?? 0) - value));
  for (const share of [0.5, -3, 1, 0, 7])
    expect(planeThrough([a, b, at(share)], IDENTITY)).toBeNull();
  expect(planeThrough([a, a, b], IDENTITY)).toBeNull();
  expect(planeThrough([a, a, a], IDENTITY)).toBeNull();
});

it("[MP3] a plane that the scatter shows edge-on is said to be so", () => {
  const projection: LatentProjection = {
    kind: "pca",
    mean: Array(5).fill(0),
    components: [0, 1, 2].map((row) => Array.from({ length: 5 }, (_, d) => Number(d === row))),
  };
  const place = (...z: number[]) => Float32Array.from(z);
  const plane = planeThrough(
    [place(0, 0, 0, 0, 0), place(1, 0, 0, 0, 0), place(0, 0, 0, 1, 0)],
    projection,
  );
  if (!plane) throw new Error("no plane");
  expect(planeInScatter(plane, projection)).toBeNull();
});

it("[MP3] of two dimensions the plane is the latent space itself", () => {
  expect([...latentOn(WHOLE_PLANE, 1.25, -3)]).toEqual([1.25, -3]);
  expect(coordinatesOn(WHOLE_PLANE, [1.25, -3])).toEqual([1.25, -3]);
});

it("[MP6] three latents come out of an address as they went in, and nothing else does", () => {
  for (const dim of [1, 2, 3, 16, 1024]) {
    const places = three(dim);
    const text = writePlaces(places);
    expect(text).toMatch(/^[\w-]+$/);
    expect(readPlaces(text, dim)).toEqual(places);
    expect(readPlaces(text, dim + 1)).toBeNull();
    expect(readPlaces(`${text.slice(0, -1)}!`, dim)).toBeNull();
    expect(readPlaces(text.slice(1), dim)).toBeNull();
  }
  const broken = three(2);
  broken[1][0] = Number.NaN;
  expect(readPlaces(writePlaces(broken), 2)).toBeNull();
  expect(readPlaces("", 3)).toBeNull();
});
