import type { Matrix } from "ml-matrix";
import { createRandom } from "../../latent/random.ts";
import { covariance } from "../../model/covariance.ts";
import type { Projection } from "../../protocol/model-card.ts";
import { leadingEigenvectors } from "./leading.ts";
import { createMoments } from "./moments.ts";

/** Standardised rows, row-major. */
export interface Sample {
  values: Float32Array;
  dim: number;
}

/** Directions of greatest variance, as rows. */
export interface Principal {
  mean: Float64Array;
  components: Float64Array[];
  /** Of the sample's variance, along each. */
  share: number[];
}

/** The first `k` principal components of a sample. */
export function principalComponents({ values, dim }: Sample, k: number, seed: number): Principal {
  const moments = createMoments(dim);
  moments.add(values);
  const { mean } = moments.result();
  const columns = { values, mean };
  const matrix: Matrix = covariance(columns, columns, values.length / dim);
  const leading = leadingEigenvectors(matrix, k, createRandom(seed));
  const total = matrix.trace() || 1;
  return {
    mean,
    components: leading.vectors.map(upright),
    share: leading.values.map((value) => value / total),
  };
}

/** Either sign is right; the largest number is positive, so that a second import is no mirror image. */
function upright(vector: Float64Array): Float64Array {
  const largest = vector.reduce(
    (most, value) => (Math.abs(value) > Math.abs(most) ? value : most),
    0,
  );
  return largest < 0 ? vector.map((value) => -value) : vector;
}

/** Rows → their places along the components, `components.length` numbers each. */
export function along({ mean, components }: Principal, codes: Float32Array): Float32Array {
  const [dim, k] = [mean.length, components.length];
  const places = new Float32Array((codes.length / dim) * k);
  for (let row = 0; row * dim < codes.length; row++)
    for (const [axis, component] of components.entries()) {
      let sum = 0;
      for (let d = 0; d < dim; d++)
        sum += (component[d] as number) * ((codes[row * dim + d] as number) - (mean[d] as number));
      places[row * k + axis] = sum;
    }
  return places;
}

/** As a card has it. */
export const toProjection = ({ mean, components, share }: Principal): Projection => ({
  kind: "pca",
  mean: [...mean],
  components: components.map((component) => [...component]),
  explainedVariance: share,
});
