import type { ModelCard, RestorerCard } from "../../server/protocol/model-card.ts";
import { type FigureRow, figureRows, rowsOf } from "./compare.ts";

const SHOWN = 3;

/** What each kind of model is judged by, first things first. */
const BY_KIND: Record<(ModelCard | RestorerCard)["kind"], readonly string[]> = {
  vae: ["negativeElbo", "knn10", "psnr", "lessonLoss"],
  autoencoder: ["bce", "psnr", "knn10", "reconstructionNats"],
  pca: ["psnr", "knn10", "mse"],
  "denoising-autoencoder": ["psnr.veil", "psnr.zeroMean", "knn10"],
  "conditional-vae": ["labelAgreement", "labelLeak", "negativeElbo"],
  "adversarial-autoencoder": ["priorDistance", "discriminatorLoss", "knn10"],
  decoder: ["psnr", "mse", "knn10"],
  "super-resolution": ["psnr", "ssim", "mse"],
};

/** What models that differ in their loss are compared by. */
export const LOSS_FIGURES: readonly string[] = ["mse", "bce", "ssim"];

/** The few figures that a compact card shows. */
export function keyFigures(
  card: ModelCard | RestorerCard,
  keys: readonly string[] = BY_KIND[card.kind],
): FigureRow[] {
  const chosen = rowsOf(card, keys).filter(({ value }) => value !== null);
  const rows = chosen.length > 0 ? chosen : figureRows(card);
  return rows.slice(0, SHOWN);
}
