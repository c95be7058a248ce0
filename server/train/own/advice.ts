import type { StoredCard } from "../../protocol/model-card.ts";

/** A dimension below it tells nothing of an image, nats (Burda et al., arXiv 1509.00519, count activity alike). */
const DEAD_NATS = 0.01;

/** What to try when a model learned less than a straight line would: undefined where all is well. */
export function adviceOf({
  metrics,
  baselines,
  klPerDimension,
  beta,
}: Pick<StoredCard, "metrics" | "baselines" | "klPerDimension" | "beta">): string | undefined {
  const [own, linear] = [metrics.mse, baselines["pca.mse"]];
  if (own === undefined || linear === undefined || own <= linear) return undefined;
  const dead = klPerDimension.filter((kl) => kl < DEAD_NATS).length;
  const wishes = [
    "more --epochs",
    ...(beta > 0.25 ? [`a lower --beta than ${beta}`] : []),
    ...(dead > 0 ? [`fewer dimensions than ${klPerDimension.length} (${dead} tell nothing)`] : []),
  ];
  return `PCA with as many numbers is closer to the pictures (mean square error ${linear.toPrecision(2)}, the model ${own.toPrecision(2)}). Worth a try: ${wishes.join("; ")}.`;
}
