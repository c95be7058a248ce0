// @vitest-environment happy-dom
import { Vector3 } from "three";
import { beforeEach, expect, it } from "vitest";
import { createCursor, live, resetLive } from "../../../app/_explorer/live.ts";
import { advanceCrowd, createCrowd, syncCrowd } from "../../../app/_explorer/scene/tags/crowd.ts";
import { createImageLayers } from "../../../app/_explorer/scene/tags/image-layers.ts";
import { resetExplorer, useExplorer } from "../../../app/_explorer/store.ts";
import { makeCard } from "../../helpers/make-card.ts";

const IDENTITY = { kind: "identity" } as const;
const black = new Vector3();
const THEME = {
  scheme: "dark",
  background: black,
  text: black,
  muted: black,
  accent: black,
} as const;

beforeEach(() => {
  resetLive(3);
  resetExplorer();
});

it("[X4] an image uploads its own layer, once per version, and again after a rejoin", () => {
  const crowd = createCrowd(makeCard());
  const peer = { slot: 2, name: "Anna", color: "#4477aa", online: true };
  useExplorer.setState({ peers: new Map([[2, peer]]) });
  syncCrowd(crowd, useExplorer.getState(), THEME);
  const { layerUpdates } = crowd.images.texture();
  const arrive = () => {
    const cursor = createCursor(2, 3);
    Object.assign(cursor, { pixels: new Uint8Array([1, 2, 3, 4]), version: 1 });
    live.cursors.set(2, cursor);
    return cursor;
  };
  const uploads = () => {
    layerUpdates.clear();
    advanceCrowd(crowd, IDENTITY, live, { dt: 1 / 60 });
    return [...layerUpdates];
  };
  const cursor = arrive();
  const layer = crowd.others.get(2)?.imageLayer;
  expect(uploads()).toEqual([layer]);
  expect(uploads()).toEqual([]);
  cursor.version++;
  expect(uploads()).toEqual([layer]);
  arrive();
  expect(uploads()).toEqual([layer]);
});

it("[X4] when many images change, one upload takes them all", () => {
  const layers = createImageLayers(2, 2, 1);
  const bytes = new Uint8Array(4);
  for (let i = 0; i < 100; i++) layers.put(layers.take(), bytes);
  expect(layers.texture().layerUpdates.size).toBe(0);
  expect(layers.texture().image.depth).toBeGreaterThanOrEqual(100);
  layers.texture().onUpdate?.(layers.texture());
  layers.put(3, bytes);
  expect([...layers.texture().layerUpdates]).toEqual([3]);
});

it("[X4] growing keeps every image, and RGB is spread over RGBA", () => {
  const layers = createImageLayers(1, 1, 3);
  for (let i = 0; i < 40; i++) layers.put(layers.take(), [i, 2 * i, 3 * i]);
  const { data } = layers.texture().image;
  expect([...(data?.slice(4 * 7, 4 * 8) ?? [])]).toEqual([7, 14, 21, 255]);
  layers.release(7);
  expect(layers.take()).toBe(7);
});

it("[EX32] of a large image a tile keeps means of squares, as wide and high as it is", () => {
  const [height, width] = [512, 1024];
  const layers = createImageLayers(width, height, 3);
  const { image } = layers.texture();
  expect([image.width, image.height]).toEqual([256, 128]);
  const bytes = Uint8Array.from({ length: height * width * 3 }, (_, i) => (i % 3 === 1 ? 200 : 0));
  // The first square of sixteen pixels, half of it.
  for (let y = 0; y < 4; y++) for (let x = 0; x < 2; x++) bytes[(y * width + x) * 3] = 100;
  layers.put(layers.take(), bytes);
  const data = image.data as Uint8Array;
  expect([...data.slice(0, 8)]).toEqual([50, 200, 0, 255, 0, 200, 0, 255]);
  layers.dispose();
});
