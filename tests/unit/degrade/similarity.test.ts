import { expect, it } from "vitest";
import { addNoise } from "../../../server/degrade/noise.ts";
import type { Shape } from "../../../server/degrade/shape.ts";
import { sizeOf } from "../../../server/degrade/shape.ts";
import { meanSimilarity, structuralSimilarity } from "../../../server/degrade/similarity.ts";
import { createRandom } from "../../../server/latent/random.ts";

/** The paper's sums, window by window and pixel by pixel. */
function slowSimilarity(a: Float32Array, b: Float32Array, [height, width, channels]: Shape) {
  const side = Math.min(11, height, width);
  const bell = (i: number) => Math.exp(-((i - (side - 1) / 2) ** 2) / (2 * 1.5 ** 2));
  const total = Array.from({ length: side }, (_, i) => bell(i)).reduce((x, y) => x + y) ** 2;
  const results: number[] = [];
  for (let top = 0; top + side <= height; top++)
    for (let left = 0; left + side <= width; left++)
      for (let c = 0; c < channels; c++) {
        const mean = (value: (at: number) => number) => {
          let sum = 0;
          for (let y = 0; y < side; y++)
            for (let x = 0; x < side; x++)
              sum +=
                ((bell(y) * bell(x)) / total) *
                value(((top + y) * width + left + x) * channels + c);
          return sum;
        };
        const at = (values: Float32Array) => (i: number) => values[i] ?? 0;
        const [ma, mb] = [mean(at(a)), mean(at(b))];
        const va = mean((i) => (at(a)(i) - ma) ** 2);
        const vb = mean((i) => (at(b)(i) - mb) ** 2);
        const cov = mean((i) => (at(a)(i) - ma) * (at(b)(i) - mb));
        results.push(
          ((2 * ma * mb + 0.0001) * (2 * cov + 0.0009)) /
            ((ma ** 2 + mb ** 2 + 0.0001) * (va + vb + 0.0009)),
        );
      }
  return results.reduce((x, y) => x + y) / results.length;
}

it.each([[[28, 28, 1]], [[14, 17, 3]], [[7, 7, 1]]] as [Shape][])(
  "[T43] SSIM of %j is what the formula gives window by window",
  (shape) => {
    const random = createRandom(3);
    const a = Float32Array.from({ length: sizeOf(shape) }, () => random());
    const b = addNoise(a, { mean: 0, deviation: 0.3 }, random);
    expect(structuralSimilarity(a, b, shape)).toBeCloseTo(slowSimilarity(a, b, shape), 6);
    expect(structuralSimilarity(a, a, shape)).toBeCloseTo(1, 9);
    const [two, others] = [Float32Array.of(...a, ...a), Float32Array.of(...b, ...a)];
    const half = (structuralSimilarity(a, b, shape) + 1) / 2;
    expect(meanSimilarity(two, others, shape)).toBeCloseTo(half, 9);
  },
);
