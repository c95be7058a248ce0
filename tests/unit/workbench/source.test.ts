import { expect, it } from "vitest";
import { readBenchLink, writeBenchLink } from "../../../app/_explorer/bench/link/bench-link.ts";
import { fitImage } from "../../../app/_explorer/bench/source/fit-image.ts";
import { readPixelText, writePixels } from "../../../app/_explorer/bench/source/pixel-text.ts";
import { createRandom } from "../../../server/latent/random.ts";
import { BENCH_PIXELS_MAX_CHARS } from "../../../server/protocol/bench.ts";
import { BENCH } from "./bench.ts";

/** A picture of one grey with a bar of another from `left`, `top`. */
function picture(
  [width, height]: [number, number],
  background: number,
  bar: { left: number; top: number; width: number; height: number; grey: number },
) {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const inside =
        x >= bar.left && x < bar.left + bar.width && y >= bar.top && y < bar.top + bar.height;
      rgba.fill(inside ? bar.grey : background, 4 * (y * width + x), 4 * (y * width + x) + 3);
    }
  return { rgba, width, height };
}

const SHAPE = [28, 28, 1] as const;

it("[WB12] a dark stroke on paper becomes light on dark, is said to be inverted, and stands in the middle as large as the data's", () => {
  const { pixels, inverted } = fitImage(
    picture([400, 300], 230, { left: 20, top: 30, width: 20, height: 120, grey: 40 }),
    SHAPE,
  );
  expect(inverted).toBe(true);
  const at = (x: number, y: number) => pixels[y * 28 + x] ?? -1;
  expect(at(14, 14)).toBe(255);
  expect(at(13, 5)).toBe(255);
  expect([at(0, 0), at(14, 1), at(14, 26), at(5, 14)]).toEqual([0, 0, 0, 0]);
});

it("[WB12] what is light on dark stays, and an empty or a full picture breaks nothing", () => {
  const bar = { left: 10, top: 10, width: 80, height: 10, grey: 255 };
  const light = fitImage(picture([100, 100], 0, bar), SHAPE);
  expect(light.inverted).toBe(false);
  expect(light.pixels[14 * 28 + 14]).toBe(255);
  for (const grey of [0, 128, 255]) {
    const { pixels } = fitImage(picture([50, 20], grey, { ...bar, grey }), SHAPE);
    expect(pixels).toHaveLength(784);
  }
});

it("[WB12] colours stay colours, and the whole picture is kept", () => {
  const { pixels, inverted } = fitImage(
    picture([64, 64], 200, { left: 0, top: 0, width: 32, height: 64, grey: 10 }),
    [8, 8, 3],
  );
  expect(inverted).toBe(false);
  expect([...pixels.slice(0, 3)]).toEqual([10, 10, 10]);
  expect([...pixels.slice(21, 24)]).toEqual([200, 200, 200]);
});

it("[WB13] pixels travel as they are while they fit, coarser where they are noise, and not at all where nothing helps", () => {
  const smooth = Uint8Array.from({ length: 784 }, (_, i) => i % 256);
  expect(readPixelText(writePixels(smooth) ?? "", 784)).toEqual(smooth);
  const random = createRandom(1);
  const noise = Uint8Array.from({ length: 3072 }, () => 256 * random());
  const text = writePixels(noise) ?? "";
  expect(text.length).toBeLessThanOrEqual(BENCH_PIXELS_MAX_CHARS);
  const back = readPixelText(text, 3072) ?? new Uint8Array(0);
  expect(Math.max(...noise.map((value, i) => Math.abs(value - (back[i] ?? 0))))).toBeLessThan(16);
  expect(writePixels(Uint8Array.from({ length: 40_000 }, () => 256 * random()))).toBeNull();
  for (const wrong of ["", "!", "AAAA", writePixels(noise.slice(1)) ?? ""])
    expect(readPixelText(wrong, 3072)).toBeNull();
});

it("[WB14] a link holds the whole bench, or names a model; anything else is none", async () => {
  const link = writeBenchLink(BENCH);
  expect(await readBenchLink(link)).toEqual({ state: BENCH });
  expect(await readBenchLink("digits-sr4")).toEqual({ model: "digits-sr4" });
  const wrong = writeBenchLink({ ...BENCH, damage: { ...BENCH.damage, level: 99 } });
  for (const text of ["", "%%%", link.slice(0, -9), wrong, "A".repeat(9000)])
    expect(await readBenchLink(text)).toBeNull();
});
