// @vitest-environment happy-dom
import { PerspectiveCamera } from "three";
import { expect, it } from "vitest";
import { fitDistance, freeShare } from "../../../app/_explorer/scene/camera/camera-views.ts";
import { boundsOf } from "../../../app/_explorer/scene/cloud/bounds.ts";
import { shorten } from "../../../app/_explorer/scene/tags/name-layers.ts";
import {
  hitsTag,
  keepInside,
  type Placed,
  TAG,
  TILE_BOTTOM,
  tileSize,
} from "../../../app/_explorer/scene/tags/tag-layout.ts";
import { createRandom, gaussianVector } from "../../../server/latent/random.ts";

const placed = (x: number, y: number): Placed => ({
  x,
  y,
  tile: 100,
  nameWidth: 80,
  shiftX: 0,
  shiftY: 0,
});

it("[X13] a tag slides in from the edges and stands still inside", () => {
  const corner = placed(635, 475);
  keepInside(corner, 640, 480);
  expect(corner.x + TAG.left + corner.shiftX + corner.tile).toBeLessThanOrEqual(640);
  expect(corner.y + TILE_BOTTOM + corner.shiftY + corner.tile).toBeLessThanOrEqual(480);
  const middle = placed(200, 200);
  keepInside(middle, 640, 480);
  expect(middle).toMatchObject({ shiftX: 0, shiftY: 0 });
  const outside = placed(700, 200);
  keepInside(outside, 640, 480);
  expect(outside.shiftX).toBe(0);
});

it("[EV11] a tag that would lie under a panel in the corner comes out the shorter way, and no other moves", () => {
  const corner = { right: 140, bottom: 160 };
  const under = placed(100, 255);
  keepInside(under, 390, 400, corner);
  expect(under.x + TAG.left + under.shiftX - TAG.frame).toBeGreaterThanOrEqual(corner.right);
  expect(under.shiftY).toBe(0);
  const below = placed(20, 190);
  keepInside(below, 390, 400, corner);
  expect(below.y + TILE_BOTTOM + below.shiftY + below.tile).toBeLessThanOrEqual(
    400 - corner.bottom,
  );
  expect(below.shiftX).toBe(0);
  const narrow = placed(100, 255);
  keepInside(narrow, 240, 400, corner);
  expect(narrow.x + TAG.left + narrow.shiftX + narrow.tile).toBeLessThanOrEqual(240);
  expect(narrow.y + TILE_BOTTOM + narrow.shiftY + narrow.tile).toBeLessThanOrEqual(240);
  const beside = placed(200, 270);
  keepInside(beside, 390, 420, corner);
  expect(beside).toMatchObject({ shiftX: 0, shiftY: 0 });
});

it("[X13] the pointer hits the marker and the tile where they are drawn", () => {
  const tag = placed(635, 200);
  keepInside(tag, 640, 480);
  expect(hitsTag(tag, 635, 200)).toBe(true);
  expect(hitsTag(tag, 635 + TAG.left + tag.shiftX + 50, 200 + TILE_BOTTOM + 50)).toBe(true);
  expect(hitsTag(tag, 635 - 40, 200 - 40)).toBe(false);
  expect(hitsTag(tag, 635 + TAG.left + tag.shiftX + 50, 200 + TILE_BOTTOM + 130)).toBe(false);
});

it("[X13] crowds and phones get smaller tiles, never unreadable ones", () => {
  const size = (people: number, viewportWidth = 1440) =>
    tileSize({ kind: 0, depth: 8, reference: 8, people, viewportWidth });
  expect(size(3)).toBeGreaterThan(size(15));
  expect(size(15)).toBeGreaterThan(size(200));
  expect(size(3)).toBeGreaterThan(size(3, 390));
  expect(size(1000, 390)).toBeGreaterThanOrEqual(24);
});

it("[X14] names are cut between characters, not inside them", () => {
  const fits = (limit: number) => (text: string) => Array.from(text).length <= limit;
  expect(shorten("Anna", fits(10))).toBe("Anna");
  expect(shorten("Wolfeschlegel", fits(6))).toBe("Wolfe…");
  expect(shorten("🦊🦊🦊🦊", fits(3))).toBe("🦊🦊…");
  expect(shorten("x", fits(0))).toBe("x…");
});

it("[X16] the bounds hold nearly all points whatever a few stragglers do", () => {
  const points = gaussianVector(createRandom(3), 3000);
  const plain = boundsOf(points);
  points.set([400, 400, 400], 0);
  expect(boundsOf(points).radius).toBeLessThan(1.3 * plain.radius);
  expect(boundsOf(new Float32Array(0)).radius).toBeGreaterThan(0);
});

it.each([0.46, 1, 1.6, 2.4])("[X16] a sphere fits the picture at aspect %f", (aspect) => {
  const camera = new PerspectiveCamera(42, aspect, 0.1, 100);
  const half = Math.atan(Math.tan((42 * Math.PI) / 360) * Math.min(1, aspect));
  expect(Math.asin(3 / fitDistance(camera, 3))).toBeLessThanOrEqual(half + 1e-9);
});

it("[X24] what panels cover is left out of the first view, evenly around its middle", () => {
  const box = (left: number, top: number, right: number, bottom: number) => {
    const element = document.body.appendChild(document.createElement("div"));
    element.getBoundingClientRect = () => new DOMRect(left, top, right - left, bottom - top);
    return element;
  };
  const canvas = box(0, 0, 1440, 900);
  expect(freeShare(canvas)).toBe(1);
  const free = box(336, 56, 1068, 888);
  free.dataset.free = "";
  expect(freeShare(canvas)).toBeCloseTo(696 / 900);
  const camera = new PerspectiveCamera(42, 1.6, 0.1, 100);
  expect(fitDistance(camera, 3, freeShare(canvas))).toBeGreaterThan(1.25 * fitDistance(camera, 3));
  free.remove();
  canvas.remove();
});
