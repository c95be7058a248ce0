import { createRandom, gaussianVector } from "../../latent/random.ts";
import type { ModelCard } from "../../protocol/model-card.ts";
import type { Discriminate } from "./codec.ts";

/** −ln D of fresh draws − ln(1 − D) of held-out codes, nats, of the discriminator as training left it. */
export async function scoreDiscriminator(
  discriminate: Discriminate,
  { codes, latentDim, seed }: { codes: Float32Array; latentDim: number; seed: number },
): Promise<Pick<ModelCard, "metrics" | "baselines">> {
  const count = codes.length / latentDim;
  const drawn = gaussianVector(createRandom(seed), codes.length);
  const [real, made] = [await discriminate(drawn), await discriminate(codes)];
  const softplus = (x: number) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
  const mean = (logits: Float32Array, sign: number) =>
    logits.reduce((sum, logit) => sum + softplus(sign * logit), 0) / count;
  return {
    metrics: { discriminatorLoss: mean(real, -1) + mean(made, 1) },
    // One that answers "half" whatever it sees.
    baselines: { "blind.discriminatorLoss": 2 * Math.LN2 },
  };
}
