import { meanSquaredError } from "../../degrade/measures.ts";
import type { Codes } from "./codec.ts";

/**
 * The lesson's loss of a VAE, 784·MSE + KL, of sampled codes: as it should be counted (`squaredErrorTotal`), and as the lesson
 * counts it (`lessonLoss`). It draws with e^s as standard deviation, so s = ½·ln σ², and puts the same s where its formula
 * wants ln σ²: −½·Σ(1 + s − μ² − e^s).
 */
export function lessonFigures({
  images,
  sampled,
  held,
  size,
  klNats,
}: {
  images: Float32Array;
  sampled: Float32Array;
  held: Codes;
  size: number;
  klNats: number;
}): { lessonLoss: number; squaredErrorTotal: number } {
  const squaredError = size * meanSquaredError(images, sampled);
  const count = images.length / size;
  const kl = held.mean.reduce((sum, mu, index) => {
    const s = (held.logVar?.[index] ?? 0) / 2;
    return sum - 0.5 * (1 + s - mu * mu - Math.exp(s));
  }, 0);
  return { lessonLoss: squaredError + kl / count, squaredErrorTotal: squaredError + klNats };
}
