import { mul, type Scalar, sigmoid, sub, type Tensor4D } from "@tensorflow/tfjs-core";
import { similarity } from "../../model/losses/ssim.ts";
import { reconstructionLoss, squaredErrorLoss } from "../../model/losses/vae.ts";
import type { ModelCard } from "../../protocol/model-card.ts";

export type ImageLoss = ModelCard["loss"];

/** How far the image of these logits is from the one that is owed; of the whole image, averaged over the batch. */
export function imageLoss(loss: ImageLoss, image: Tensor4D, logits: Tensor4D): Scalar {
  if (loss === "bce") return reconstructionLoss(image, logits);
  if (loss === "mse") return squaredErrorLoss(image, logits);
  const pixels = image.size / image.shape[0];
  return mul(sub(1, similarity(image, sigmoid(logits))), pixels) as Scalar;
}
