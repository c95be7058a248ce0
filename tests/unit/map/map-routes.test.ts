import sharp from "sharp";
import { beforeEach, expect, it } from "vitest";
import { createEdge } from "../../../server/edge/edge.ts";
import { LIMITS } from "../../../server/edge/limits.ts";
import { createApi } from "../../../server/http/api.ts";
import type { ApiDeps } from "../../../server/http/deps.ts";
import { coordinatesOn, latentOn, planeThrough } from "../../../server/latent/map/map-plane.ts";
import { mapGrid, ROOT, type Tile, tileCells } from "../../../server/latent/map/map-tiles.ts";
import { quantileSteps } from "../../../server/latent/map/normal-quantile.ts";
import { createRandom, gaussianVector } from "../../../server/latent/random.ts";
import {
  QUANTILES,
  quantilesAddress,
  type ThreeLatents,
  tileAddress,
  WHOLE,
  writePlaces,
} from "../../../server/protocol/map-address.ts";
import { makeCard } from "../../helpers/make-card.ts";

const SIDE = 4;
const flat = makeCard({ id: "flat", latentDim: 2, imageShape: [SIDE, SIDE, 1] });
const solid = makeCard({ id: "solid", latentDim: 3, imageShape: [SIDE, SIDE, 3] });

/** Each image tells its latent: two pixels from the first two values. */
function imageOf(z: ArrayLike<number>, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, i) => 127 + 15 * (z[i % 2] ?? 0));
}

let calls: number[];
let api: ReturnType<typeof createApi>;

function start(limits = LIMITS): void {
  calls = [];
  const decode = async (id: string, z: Float32Array, count: number) => {
    calls.push(count);
    const { latentDim, imageShape } = id === "flat" ? flat : solid;
    const size = imageShape.reduce((product, side) => product * side, 1);
    const images = Array.from({ length: count }, (_, i) =>
      imageOf(z.subarray(i * latentDim, (i + 1) * latentDim), size),
    );
    await new Promise((resolve) => setTimeout(resolve, 5));
    return Uint8Array.from(images.flatMap((image) => [...image]));
  };
  const entry = (card: typeof flat) => [card.id, { card, folder: "", data: "" }] as const;
  const silent = () => undefined;
  api = createApi({
    models: { catalog: new Map([entry(flat), entry(solid)]) },
    scheduler: { decode },
    edge: createEdge({}, limits),
    log: { info: silent, warn: silent, error: silent },
  } as unknown as ApiDeps);
}
beforeEach(() => start());

const ask = (path: string, from = "10.0.0.1") =>
  api.request(path, {}, { incoming: { socket: { remoteAddress: from }, headers: {} } });

async function cellsOf(response: Response, columns: number): Promise<number[][]> {
  const bytes = await response.arrayBuffer();
  const { data, info } = await sharp(Buffer.from(bytes))
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([columns * SIDE, columns * SIDE]);
  const first = (i: number) => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    return (row * SIDE * info.width + column * SIDE) * info.channels;
  };
  return Array.from({ length: columns ** 2 }, (_, i) => [
    data[first(i)] ?? 0,
    data[first(i) + info.channels] ?? 0,
  ]);
}

const told = (z: ArrayLike<number>) => [...imageOf(z, 2)];

it("[MP4] thirty who ask at once get the same bytes of one decode, kept by browsers for good", async () => {
  const path = tileAddress(flat, WHOLE, { level: 3, x: 4, y: 5 });
  const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => ask(path, `10.0.0.${i}`)));
  const bodies = await Promise.all(
    answers.map(async (answer) => Buffer.from(await answer.arrayBuffer())),
  );
  expect(calls).toEqual([64]);
  expect(new Set(bodies.map((body) => body.toString("base64"))).size).toBe(1);
  expect(answers[0]?.headers.get("content-type")).toBe("image/webp");
  expect(answers[0]?.headers.get("cache-control")).toContain("immutable");
  expect((await ask(path)).status).toBe(200);
  expect(calls).toEqual([64]);
});

it.each<Tile>([ROOT, { level: 2, x: 3, y: 0 }, { level: 12, x: 2100, y: 1999 }])(
  "[MP4] each image of a tile is what the decoder draws at its cell: %j",
  async (tile) => {
    const grid = mapGrid(flat.imageShape);
    const cells = await cellsOf(await ask(tileAddress(flat, WHOLE, tile)), 8);
    expect(cells).toEqual(tileCells(grid, tile).map(told));
  },
);

it("[MP4] a tile of the plane through three places is decoded on that plane", async () => {
  const random = createRandom(2);
  const places = [0, 1, 2].map(() => gaussianVector(random, 3)) as never as ThreeLatents;
  const plane = planeThrough(places, solid.projection);
  if (!plane) throw new Error("no plane");
  const grid = mapGrid(solid.imageShape, plane.reach);
  const [u, v] = coordinatesOn(plane, places[1]);
  // The tile of the sixth level that holds the second place.
  const index = (at: number) => Math.floor(((at + plane.reach) / (2 * plane.reach)) * 64);
  const tile = { level: 6, x: index(u), y: index(v) };
  const cells = await cellsOf(await ask(tileAddress(solid, writePlaces(places), tile)), 8);
  expect(cells).toEqual(tileCells(grid, tile).map(([x, y]) => told(latentOn(plane, x, y))));
  const near = cells.filter(([a = 0, b = 0]) => {
    const [c = 0, d = 0] = told(places[1]);
    return Math.abs(a - c) <= 1 && Math.abs(b - d) <= 1;
  });
  expect(near.length).toBeGreaterThan(0);
});

it("[MP4] the quantile sheet is one decode: steps of equal mass, the first dimension across, the second up", async () => {
  const cells = await cellsOf(await ask(quantilesAddress(flat)), QUANTILES);
  expect(calls).toEqual([QUANTILES ** 2]);
  const steps = quantileSteps(QUANTILES);
  const expected = steps.toReversed().flatMap((up) => steps.map((across) => told([across, up])));
  expect(cells).toEqual(expected);
  await ask(quantilesAddress(flat));
  expect(calls).toHaveLength(1);
});

it("[MP5] what is no tile is refused in a sentence and decodes nothing", async () => {
  const three = (z: number[][]) => writePlaces(z.map((place) => Float32Array.from(place)) as never);
  const far = three([
    [0, 0, 0],
    [1, 1, 1],
    [2, 2, 2],
  ]);
  const other = { ...flat, weightsHash: "1".repeat(64) };
  const refused: [string, number, string][] = [
    [tileAddress(flat, WHOLE, { level: 13, x: 0, y: 0 }), 404, "no_such_tile"],
    [tileAddress(flat, WHOLE, { level: 1, x: 2, y: 0 }), 404, "no_such_tile"],
    [tileAddress(flat, WHOLE, { level: 1, x: -1, y: 0 }), 404, "no_such_tile"],
    [tileAddress(flat, WHOLE, { level: 1, x: 0.5, y: 0 }), 404, "no_such_tile"],
    [`/api/models/flat/map/${flat.weightsHash}/whole/9999999999/0/0`, 404, "no_such_tile"],
    [tileAddress(other, WHOLE, ROOT), 404, "model_not_found"],
    [tileAddress({ ...flat, id: "none" }, WHOLE, ROOT), 404, "model_not_found"],
    [tileAddress(solid, WHOLE, ROOT), 400, "not_two_dimensions"],
    [quantilesAddress(solid), 400, "not_two_dimensions"],
    [tileAddress(solid, "nonsense", ROOT), 400, "bad_latent"],
    [tileAddress(solid, far, ROOT), 400, "places_in_line"],
  ];
  for (const [path, status, code] of refused) {
    const answer = await ask(path);
    expect([path, answer.status]).toEqual([path, status]);
    const { error } = (await answer.json()) as { error: { code: string; message: string } };
    expect(error.code).toBe(code);
    expect(error.message.length).toBeGreaterThan(20);
  }
  expect(calls).toEqual([]);
});

it("[MP5] what is not known yet is paid for; what is known goes on being sent", async () => {
  start({ ...LIMITS, decode: { points: 100, seconds: 3600 } });
  const known = tileAddress(flat, WHOLE, ROOT);
  expect((await ask(known)).status).toBe(200);
  expect((await ask(tileAddress(flat, WHOLE, { level: 1, x: 0, y: 0 }))).status).toBe(429);
  expect((await ask(known)).status).toBe(200);
  expect(calls).toEqual([64]);
});
