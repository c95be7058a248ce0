import { expect, test } from "vitest";
import { formatMs } from "../../../app/_explorer/panel/figures/format-ms.ts";
import { nextName } from "../../../app/_explorer/panel/places/place-name.ts";
import { playbackAt } from "../../../app/_explorer/panel/playback/playback-clock.ts";
import { sliderRows } from "../../../app/_explorer/panel/sliders/slider-order.ts";
import { pathFromPasted } from "../../../app/_lobby/room-link.ts";
import { mix, toRgba } from "../../../app/_ui/paint.ts";
import { percentile } from "../../../server/latent/percentile.ts";

test.each([
  ["https://commons.school/room/abcd1234", "/room/abcd1234"],
  ["http://192.168.1.7:3000/room/abcd1234?x=1#y", "/room/abcd1234"],
  ["Join us: http://host/room/abcd1234 see you", "/room/abcd1234"],
  ["/b/place9876", "/b/place9876"],
  ["  ABCD1234 ", "/room/abcd1234"],
  ["HTTP://HOST/ROOM/ABCD1234", "/room/abcd1234"],
  ["http://host/room/abcd1234#key=0123456789abcdef", "/room/abcd1234#key=0123456789abcdef"],
  ["krtm pwxd", "/join?code=KRTMPWXD"],
  ["KRTM-PWXD", "/join?code=KRTMPWXD"],
  ["http://192.168.1.7:3000/join?code=KRTMPWXD", "/join?code=KRTMPWXD"],
])("[U1] %s leads to %s", (text, path) => {
  expect(pathFromPasted(text)).toBe(path);
});

test.each([
  "",
  "short",
  "http://host/rooms/abcd1234",
  "http://host/room/ab",
  "not an id at all",
  "/room/abcd-1234",
])("[U1] %j names no room", (text) => {
  expect(pathFromPasted(text)).toBeNull();
});

const playing = { pathId: "p", playing: true, at: 0.25, speed: 2, startedBy: "Ana" };

test("[U2] the head moves by speed over seconds, and stops at the end", () => {
  expect(playbackAt(playing, 8, 0)).toBe(0.25);
  expect(playbackAt(playing, 8, 1000)).toBeCloseTo(0.5);
  expect(playbackAt(playing, 8, 60_000)).toBe(1);
});

test("[U2] a paused head stands", () => {
  expect(playbackAt({ ...playing, playing: false }, 8, 5000)).toBe(0.25);
});

test("[U6] percentiles are values that occurred", () => {
  expect(percentile([], 0.5)).toBeNull();
  expect(percentile([7], 0.95)).toBe(7);
  expect(percentile([40, 10, 30, 20], 0.5)).toBe(20);
  const hundred = Array.from({ length: 100 }, (_, i) => i + 1);
  expect(percentile(hundred, 0.95)).toBe(95);
  expect(percentile(hundred, 0)).toBe(1);
});

test("[U6] milliseconds read well, also when there are none", () => {
  expect([formatMs(null), formatMs(4.26), formatMs(33.4)]).toEqual(["–", "4.3 ms", "33 ms"]);
});

test("[U8] the first free number from the count up", () => {
  expect(nextName("Place", [])).toBe("Place 1");
  expect(nextName("Place", ["Place 2"])).toBe("Place 3");
  expect(nextName("Path", ["A", "Path 3", "Path 4"])).toBe("Path 5");
});

test("[U9] sliders in order or by activity, silent ones marked", () => {
  const kl = [0.5, 2, 0.001];
  expect(sliderRows(3, kl, false).map((row) => row.dimension)).toEqual([0, 1, 2]);
  const sorted = sliderRows(3, kl, true);
  expect(sorted.map((row) => row.dimension)).toEqual([1, 0, 2]);
  expect(sorted.map((row) => row.active)).toEqual([true, true, false]);
  expect(sorted[0]?.activity).toBe(1);
});

test("[U9] a card without activity still gives every slider", () => {
  expect(sliderRows(2, [], true)).toHaveLength(2);
});

test("[U11] grey and colour bytes become opaque RGBA", () => {
  const rgba = new Uint8ClampedArray(8);
  toRgba([9, 200], 1, rgba);
  expect([...rgba]).toEqual([9, 9, 9, 255, 200, 200, 200, 255]);
  toRgba([1, 2, 3, 4, 5, 6], 3, rgba);
  expect([...rgba]).toEqual([1, 2, 3, 255, 4, 5, 6, 255]);
});

test("[U11] mixing goes evenly from one image to the next", () => {
  const out = new Uint8ClampedArray(2);
  mix(new Uint8Array([0, 100]), new Uint8Array([200, 100]), 0.25, out);
  expect([...out]).toEqual([50, 100]);
});
