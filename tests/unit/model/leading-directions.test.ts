import { expect, it } from "vitest";
import { createRandom, gaussian } from "../../../server/latent/random.ts";
import { fitLeading } from "../../../server/model/leading-directions.ts";
import { fitPca } from "../../../server/model/pca.ts";

it("[AV6] the leading directions are those of the whole PCA", () => {
  const random = createRandom(3);
  const [count, dim] = [300, 40];
  const values = new Float32Array(count * dim).map(
    (_, i) => gaussian(random) * 0.8 ** (i % dim) + (i % 3),
  );
  const rows = { values, count, dim };
  const [all, leading] = [fitPca(rows, dim), fitLeading(rows, 5)];
  expect(leading.totalVariance).toBeCloseTo(all.totalVariance, 6);
  for (const [k, direction] of leading.components.entries()) {
    const along = direction.reduce((sum, v, i) => sum + v * (all.components[k]?.[i] ?? 0), 0);
    expect(Math.abs(along)).toBeCloseTo(1, 3);
    expect(leading.variance[k]).toBeCloseTo(all.variance[k] ?? 0, 3);
  }
  expect(() => fitLeading(rows, 41)).toThrow(/41 components of 40/);
});
