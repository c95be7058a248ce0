import { expect, it } from "vitest";
import { splitOf } from "../../../app/_explorer/scene/cloud/hover-card.tsx";
import { axisNames } from "../../../app/_explorer/scene/guides/guides.tsx";
import { pathPoints } from "../../../app/_explorer/scene/path/path-line.tsx";
import type { LatentPath } from "../../../server/protocol/entities.ts";
import { makeCard } from "../../helpers/make-card.ts";

const path = (stops: number[][]): LatentPath => ({
  id: "p",
  roomId: "r",
  name: "Walk",
  modelId: "digits",
  weightsHash: "",
  interpolation: "catmull-rom",
  seconds: 4,
  stops: stops.map((z, i) => ({ label: `${i}`, z, image: "a".repeat(16) })),
  author: "",
  createdAt: "",
  revision: 1,
});

it("[X17] the line starts, passes and ends at the projected stops", () => {
  const points = pathPoints(
    path([
      [0, 0, 0],
      [1, 1, 0],
      [2, 0, 1],
    ]),
    makeCard(),
  );
  const line = points?.line ?? [];
  expect(line.slice(0, 3)).toEqual([0, 0, 0]);
  expect(line.slice(-3)).toEqual([2, 0, 1]);
  const middle = (line.length / 3 - 1) / 2;
  expect(line.slice(3 * middle, 3 * middle + 3)).toEqual([1, 1, 0]);
  expect([...(points?.stops ?? [])]).toEqual([0, 0, 0, 1, 1, 0, 2, 0, 1]);
});

it("[X17] stops of another model are left out", () => {
  expect(
    pathPoints(
      path([
        [0, 0, 0],
        [1, 1],
      ]),
      makeCard(),
    )?.stops,
  ).toHaveLength(3);
  expect(pathPoints(path([[1, 1]]), makeCard())).toBe(null);
});

it("[X18] axes are named by dimension or by component and variance", () => {
  expect(axisNames(makeCard())).toEqual(["z1", "z2", "z3"]);
  const components = [[1], [1], [1]];
  const explainedVariance = [0.314, 0.0951, 0.05];
  const pca = { kind: "pca" as const, mean: [0], components, explainedVariance };
  expect(axisNames(makeCard({ projection: pca }))).toEqual([
    "PC1 (31 %)",
    "PC2 (9.5 %)",
    "PC3 (5.0 %)",
  ]);
});

it("[X18] a row is named by the split it comes from", () => {
  expect([2, 3, 4].map((row) => splitOf(makeCard(), row))).toEqual([
    "train",
    "validation",
    "heldOut",
  ]);
});
