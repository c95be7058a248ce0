import { createRandom, gaussian } from "../../latent/random.ts";
import type { ModelCard } from "../../protocol/model-card.ts";
import type { SplitDataset } from "../data/load-data.ts";
import { shuffledRows } from "../data/split.ts";
import { NEIGHBOURS } from "./attributes.ts";
import type { Codec } from "./codec.ts";
import { type LabelledCodes, neighbourAccuracy } from "./neighbours.ts";

/** Images that are generated of each class. */
const GENERATED = 200;

type Condition = NonNullable<ModelCard["condition"]>;

/**
 * What a conditional model promises: a row that is generated for a label shows it (`labelAgreement`, by the encoder's own
 * classifier, whose accuracy on real images is beside it), and the style does not tell it (`labelLeak`, by 10-NN; beside it
 * the same with labels shuffled, which is chance).
 */
export async function scoreConditional(
  codec: Codec,
  {
    codes,
    condition,
    split,
    seed,
  }: { codes: Float32Array; condition: Condition; split: SplitDataset; seed: number },
): Promise<Pick<ModelCard, "metrics" | "baselines">> {
  const { train, heldOut, all } = split;
  const latentDim = codes.length / all.count;
  const start = all.count - heldOut.count;
  const guesses = guessedLabels(codes.subarray(start * latentDim), { latentDim, condition });
  const accuracy = share(guesses, heldOut.labels);
  const style = (first: number, { labels }: { labels: Uint8Array }): LabelledCodes => ({
    codes: styleOf(codes.subarray(first * latentDim, (first + labels.length) * latentDim), {
      latentDim,
      condition,
    }),
    labels,
  });
  const known = style(0, train);
  const leak = (labels: Uint8Array) =>
    neighbourAccuracy({ codes: known.codes, labels }, style(start, heldOut), {
      k: NEIGHBOURS,
      dim: latentDim - 1,
    });
  const order = shuffledRows(train.count, createRandom(seed));
  const shuffled = Uint8Array.from(order, (row) => train.labels[row] ?? 0);
  return {
    metrics: {
      labelAgreement: await agreement(codec, { latentDim, condition, seed }),
      labelLeak: leak(train.labels),
      labelAccuracy: accuracy,
    },
    baselines: { "judge.labelAgreement": accuracy, "chance.labelLeak": leak(shuffled) },
  };
}

async function agreement(
  codec: Codec,
  { latentDim, condition, seed }: { latentDim: number; condition: Condition; seed: number },
): Promise<number> {
  const random = createRandom(seed);
  const wanted = Uint8Array.from({ length: GENERATED * condition.values.length }, (_, row) =>
    Math.floor(row / GENERATED),
  );
  const z = new Float32Array(wanted.length * latentDim).map((_, index) => {
    const label = wanted[Math.floor(index / latentDim)] ?? 0;
    return index % latentDim === condition.dimension
      ? (condition.values[label] ?? 0)
      : gaussian(random);
  });
  const { mean } = await codec.encode(await codec.decode(z));
  return share(guessedLabels(mean, { latentDim, condition }), wanted);
}

/** The class whose place is nearest to the code's. */
function guessedLabels(
  codes: Float32Array,
  { latentDim, condition }: { latentDim: number; condition: Condition },
): Uint8Array {
  return Uint8Array.from({ length: codes.length / latentDim }, (_, row) => {
    const place = codes[row * latentDim + condition.dimension] ?? 0;
    const distances = condition.values.map((value) => Math.abs(value - place));
    return distances.indexOf(Math.min(...distances));
  });
}

function styleOf(
  codes: Float32Array,
  { latentDim, condition }: { latentDim: number; condition: Condition },
): Float32Array {
  return codes.filter((_, index) => index % latentDim !== condition.dimension);
}

function share(guesses: Uint8Array, labels: Uint8Array): number {
  return (
    guesses.reduce((sum, guess, row) => sum + Number(guess === labels[row]), 0) / labels.length
  );
}
