import { InstancedBufferGeometry, PlaneGeometry } from "three";
import { setInstanced } from "../instanced-attributes.ts";
import type { Words } from "./guide-words.ts";

const CORNERS = 128;

/** Half length of the own cursor's cross, σ. */
export const ARM = 0.55;
/** In place of a sigma: relative to the own cursor. */
const AT_OWN = -1;

type Place = readonly [number, number, number];

export const AXES: readonly Place[] = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];

export function scaled([x, y, z]: Place, by: number): Place {
  return [x * by, y * by, z * by];
}

export interface GuideLine {
  from: Place;
  to: Place;
  /** Zero away from rings; else both ends are directions on that ring, their lengths shares of its radius. */
  sigma: number;
}

export interface GuideLabel {
  text: string;
  /** Where it stands, read as the ends of a line are. */
  anchor: Place;
  sigma: number;
  /** Share of the picture's height. */
  height: number;
}

/** A cross through the origin that reaches so far, a ring for each of `sigmas`, and the own cursor's cross, which fades from its middle. */
export function guideLines(reach: number, sigmas: readonly number[]): GuideLine[] {
  const line = (axis: Place, from: number, to: number, sigma: number): GuideLine => ({
    from: scaled(axis, from),
    to: scaled(axis, to),
    sigma,
  });
  const corner = (i: number): Place => {
    const angle = (2 * Math.PI * i) / CORNERS;
    return [Math.cos(angle), Math.sin(angle), 0];
  };
  const crosses = AXES.flatMap((axis) => [
    line(axis, -reach, reach, 0),
    line(axis, 0, -ARM, AT_OWN),
    line(axis, 0, ARM, AT_OWN),
  ]);
  const rings = sigmas.flatMap((sigma) =>
    Array.from({ length: CORNERS }, (_, i) => ({ from: corner(i), to: corner(i + 1), sigma })),
  );
  return [...crosses, ...rings];
}

/** A quad for each line and each word, in one draw call: words are those whose `size` is above zero. */
export function createGuideGeometry(
  lines: readonly GuideLine[],
  labels: readonly GuideLabel[],
  { cells }: Pick<Words, "cells">,
): InstancedBufferGeometry {
  const plane = new PlaneGeometry(1, 1);
  const geometry = new InstancedBufferGeometry();
  geometry.setIndex(plane.index).setAttribute("position", plane.getAttribute("position"));
  const quads = [
    ...lines.map((line) => [...line.from, ...line.to, line.sigma, 0, 0, 0, 0, 0, 0]),
    ...labels.map(({ anchor, sigma, height }, i) => {
      const { cell, aspect } = cells[i] as Words["cells"][number];
      return [...anchor, ...anchor, sigma, height * aspect, height, ...cell];
    }),
  ];
  const values = Float32Array.from(quads.flat());
  setInstanced(geometry, values, { from: 3, to: 3, sigma: 1, size: 2, cell: 4 });
  geometry.instanceCount = quads.length;
  return geometry;
}
