import { hasPrior } from "../../../server/protocol/card-shape.ts";
import type { ModelCard, RestorerCard } from "../../../server/protocol/model-card.ts";

export type AnyCard = ModelCard | RestorerCard;

/** In the order of the page. */
const GROUPS = [
  "featured",
  "brought",
  "vae",
  "autoencoder",
  "pca",
  "denoising",
  "conditional",
  "adversarial",
  "losses",
  "superResolution",
] as const;
export type GroupId = (typeof GROUPS)[number];

const OF_KIND: Record<AnyCard["kind"], GroupId> = {
  vae: "vae",
  autoencoder: "autoencoder",
  pca: "pca",
  "denoising-autoencoder": "denoising",
  "conditional-vae": "conditional",
  "adversarial-autoencoder": "adversarial",
  "super-resolution": "superResolution",
  decoder: "brought",
};

export const groupOfKind = (kind: AnyCard["kind"]): GroupId => OF_KIND[kind];

/**
 * What stands before all others: a generative model in colour whose data have known attributes, since there is most to
 * see in it; the first where there are several.
 */
function featuredModel(cards: readonly AnyCard[]): ModelCard | undefined {
  return cards
    .filter(isLatent)
    .find(
      (card) => hasPrior(card) && card.imageShape[2] === 3 && card.dataset.attributes.length > 0,
    );
}

/** A room can be opened in it. */
export function isLatent(card: AnyCard): card is ModelCard {
  return card.kind !== "super-resolution";
}

/**
 * The group of each model: its kind's, that of losses compared where the same network was trained by several of them, or
 * its own place before all others.
 */
export function groupModels<C extends AnyCard>(cards: readonly C[]): Map<GroupId, C[]> {
  const losses = new Map<string, Set<string>>();
  for (const card of cards) {
    const net = netOf(card);
    losses.set(net, (losses.get(net) ?? new Set()).add(card.loss ?? ""));
  }
  const featured = featuredModel(cards)?.id;
  const groupOf = (card: C): GroupId => {
    if (card.id === featured) return "featured";
    return (losses.get(netOf(card))?.size ?? 0) > 1 ? "losses" : OF_KIND[card.kind];
  };
  const groups = GROUPS.map((id) => [id, cards.filter((card) => groupOf(card) === id)] as const);
  // Where one's own would be is there before they are.
  return new Map(groups.filter(([id, members]) => members.length > 0 || id === "brought"));
}

/** Alike for models that are the same network on the same data. */
function netOf(card: AnyCard): string {
  const size = isLatent(card) ? card.latentDim : card.factor;
  return JSON.stringify([card.kind, card.dataset.id, size, card.parameters]);
}

/**
 * What someone who has never been here opens: a generative model whose cloud shows the latent space itself, in three
 * dimensions; where there is none, the one that stands first in the gallery, or whichever comes first.
 */
export function firstModel(cards: readonly ModelCard[]): ModelCard | undefined {
  const space = cards.find(({ kind, latentDim }) => kind === "vae" && latentDim === 3);
  return space ?? featuredModel(cards) ?? cards[0];
}

/** Whose room shows a model: its own, or for a restorer, which has none, that of a model of the same data. */
export function hostOf(card: AnyCard, cards: readonly ModelCard[]): ModelCard | undefined {
  if (isLatent(card)) return card;
  return firstModel(cards.filter(({ dataset }) => dataset.id === card.dataset.id));
}
