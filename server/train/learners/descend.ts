import {
  keep,
  type NamedTensorMap,
  type Scalar,
  type Tensor,
  tidy,
  type Variable,
  variableGrads,
} from "@tensorflow/tfjs-core";
import type { LayerWeight } from "../../model/weights.ts";
import type { Losses } from "../loop/losses.ts";
import type { ScheduledAdam } from "../loop/optimizer.ts";

/** What is minimised, and the parts of it that are told. */
export interface Objective {
  total: Scalar;
  terms: Record<string, Scalar>;
}

/** One gradient step on the total, by these weights alone; returns the terms before it. */
export function descend(
  optimizer: ScheduledAdam,
  weights: readonly LayerWeight[],
  objective: () => Objective,
): Losses {
  return tidy(() => {
    let kept: Record<string, Scalar> = {};
    const { grads } = variableGrads(
      () => {
        const { total, terms } = objective();
        kept = Object.fromEntries(Object.entries(terms).map(([name, term]) => [name, keep(term)]));
        return total;
      },
      weights.map((weight) => weight.read() as Variable),
    );
    optimizer.applyGradients(toNamedTensors(grads));
    const losses = valuesOf(kept);
    for (const term of Object.values(kept)) term.dispose();
    return losses;
  });
}

/** The terms as numbers. */
export function measure(objective: () => Objective): Losses {
  return tidy(() => valuesOf(objective().terms));
}

function valuesOf(terms: Record<string, Scalar>): Losses {
  return Object.fromEntries(
    Object.entries(terms).map(([name, term]) => [name, term.dataSync()[0] ?? Number.NaN]),
  );
}

/** The optimiser's type wants an array where `variableGrads` gives a map; both work alike. */
function toNamedTensors(gradients: NamedTensorMap): { name: string; tensor: Tensor }[] {
  return Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
}
