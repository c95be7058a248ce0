import { ARTIFACT_FILES } from "../../../server/protocol/artifact-files.ts";
import type { BenchDamage, BenchState } from "../../../server/protocol/bench.ts";
import type { ModelCard, RestorerCard } from "../../../server/protocol/model-card.ts";
import { modelFile } from "../files.ts";
import type { Baseline, Subject } from "./compute/subjects.ts";

export type BenchCard = ModelCard | RestorerCard;

export const isRestorer = (card: BenchCard): card is RestorerCard =>
  card.kind === "super-resolution";

/** Models that can be put to work on images of the room's shape, the room's own first. */
export function fitting(room: ModelCard, cards: readonly BenchCard[]): BenchCard[] {
  const same = cards.filter(
    ({ id, imageShape }) => id !== room.id && String(imageShape) === String(room.imageShape),
  );
  const own = same.filter(({ dataset }) => dataset.id === room.dataset.id);
  return [room, ...own, ...same.filter((card) => !own.includes(card))];
}

/** A restorer makes images larger by its own factor, and by no other. */
export function canWork(card: BenchCard, { factor }: BenchDamage): boolean {
  return !isRestorer(card) || card.factor === factor;
}

/** The ids that are shown: those chosen, or a handful that says something about this damage. */
export function chosenIds(
  room: ModelCard,
  cards: readonly BenchCard[],
  { damage, models }: BenchState,
): string[] {
  const ids = models ?? handful(room, cards, damage);
  return cards.filter((card) => ids.includes(card.id) && canWork(card, damage)).map(({ id }) => id);
}

function handful(room: ModelCard, cards: readonly BenchCard[], damage: BenchDamage): string[] {
  const own = cards.filter(({ dataset }) => dataset.id === room.dataset.id);
  const latent = own.filter((card): card is ModelCard => !isRestorer(card));
  const distance = ({ latentDim }: ModelCard) => Math.abs(latentDim - room.latentDim);
  const like = latent
    .filter(({ kind, id }) => kind === "pca" && id !== room.id)
    .sort((a, b) => distance(a) - distance(b))[0];
  const largest = [...latent].sort((a, b) => b.latentDim - a.latentDim)[0];
  const denoisers = hasNoise(damage)
    ? latent.filter(({ kind }) => kind === "denoising-autoencoder")
    : [];
  const restorers = own.filter((card) => isRestorer(card) && canWork(card, damage));
  const found = [room, ...denoisers, ...restorers, like, largest];
  return [...new Set(found.flatMap((card) => (card ? [card.id] : [])))];
}

const hasNoise = ({ noise, level }: BenchDamage): boolean => noise !== "none" && level > 0;

/** Everything that the bench runs: what needs no model, the models, and the way of the image through the room's cloud. */
export function subjectsOf(
  room: ModelCard,
  cards: readonly BenchCard[],
  state: BenchState,
): Subject[] {
  const ids = new Set(chosenIds(room, cards, state));
  const models = cards.filter(({ id }) => ids.has(id)).map(subjectOf);
  const encoder = modelFile(room, ARTIFACT_FILES.encoderOnnx);
  return [
    ...baselines(cards, state.damage, room.dataset.id),
    ...models,
    { kind: "way", id: "way", encoder, latentDim: room.latentDim },
  ];
}

function subjectOf(card: BenchCard): Subject {
  const { id } = card;
  if (isRestorer(card))
    return {
      ...{ kind: "restorer", id, factor: card.factor },
      restorer: modelFile(card, ARTIFACT_FILES.restorerOnnx),
    };
  return {
    ...{ kind: "latent", id, latentDim: card.latentDim },
    encoder: modelFile(card, ARTIFACT_FILES.encoderOnnx),
    decoder: modelFile(card, ARTIFACT_FILES.decoderOnnx),
  };
}

function baselines(cards: readonly BenchCard[], damage: BenchDamage, dataset: string): Subject[] {
  const plain = (id: Baseline): Subject => ({ kind: "baseline", id });
  const denoiser = cards.find(
    (card): card is ModelCard =>
      card.kind === "denoising-autoencoder" && card.dataset.id === dataset,
  );
  const map = denoiser && linearFile(denoiser, damage);
  return [
    plain("damaged"),
    ...(hasNoise(damage) ? [plain("median"), plain("smooth")] : []),
    ...(hasNoise(damage) && map ? [{ ...plain("linear"), map } as Subject] : []),
    ...(damage.factor > 1 ? [plain("bilinear"), plain("bicubic")] : []),
  ];
}

/** The best linear map for this noise lies beside the denoiser that has to beat it, where its card says that it was measured. */
function linearFile(card: ModelCard, { noise }: BenchDamage): string | undefined {
  if (noise === "none" || card.baselines[`linear.psnr.${noise}`] === undefined) return undefined;
  const { linearVeil, linearZeroMean } = ARTIFACT_FILES;
  return modelFile(card, noise === "veil" ? linearVeil : linearZeroMean);
}
