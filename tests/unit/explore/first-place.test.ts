import { beforeEach, expect, it } from "vitest";
import { live, moveOwn, resetLive } from "../../../app/_explorer/live.ts";
import { beginAtDatum } from "../../../app/_explorer/spread/first-place.ts";
import { makeCard } from "../../helpers/make-card.ts";

const DIM = 4;
const COUNT = 100;
const embedding = Float32Array.from({ length: DIM * COUNT }, (_, i) => Math.floor(i / DIM) / 25);
const cloud = {
  embedding,
  points: new Float32Array(3 * COUNT),
  labels: new Uint8Array(COUNT),
  count: COUNT,
};
const brought = makeCard({ kind: "decoder", latentDim: DIM });
/** Rows 0, 7, 14, …: the middle one of fifteen is row 49. */
const inOrder = () => {
  let at = 0;
  return () => (7 * at++) / COUNT + 1e-9;
};

beforeEach(() => resetLive(DIM));

it("[EX24] in a decoder that was brought along a newcomer begins at a datum as far out as usual", () => {
  beginAtDatum(brought, cloud, inOrder());
  expect([...live.z]).toEqual([...embedding.slice(DIM * 49, DIM * 50)]);
});

it("[EX24] whoever is somewhere, and everyone in a model of ours, stays", () => {
  moveOwn([0, 0, 1, 0]);
  beginAtDatum(brought, cloud, inOrder());
  expect([...live.z]).toEqual([0, 0, 1, 0]);
  resetLive(DIM);
  beginAtDatum(makeCard({ latentDim: DIM }), cloud, inOrder());
  expect([...live.z]).toEqual([0, 0, 0, 0]);
  expect(live.seq).toBe(0);
});
