import { createRandom } from "../../../../../server/latent/random.ts";
import { nearCodes, priorCodes, uniformCodes } from "../../../../../server/latent/random-codes.ts";
import type { Dataset } from "../../../../../server/protocol/dataset.ts";
import type { ModelCard } from "../../../../../server/protocol/model-card.ts";
import { decodeLatents } from "../../../decode.ts";
import { fetchCloud } from "../../../fetch-cloud.ts";
import { useExplorer } from "../../../store.ts";
import type { DrawingModels } from "./choose-models.ts";
import type { AskNearest } from "./open-nearest.ts";

const WAYS = ["uniform", "near", "prior"] as const;
type Way = (typeof WAYS)[number];

/** Codes of each way that are shown, and over which its number is taken. */
const SHOWN = 6;
const MEASURED = 30;

export interface DrawnCode {
  z: Float32Array;
  pixels: Uint8Array;
  nearest: { row: number; error: number; pixels: Uint8Array };
}

export interface DrawnStrip {
  way: Way;
  card: ModelCard;
  /** The first of all that were drawn. */
  codes: DrawnCode[];
  /** Mean, over all that were drawn, of the squared difference to the nearest image of the data. */
  distance: number;
}

export interface DrawnCodes {
  strips: DrawnStrip[];
  /** The same of images of the data that the model was not trained on: what a real one gets. */
  real: number;
  count: number;
}

/**
 * Codes of all three ways that follow from the seed, so that every page draws the same, decoded by the server, once for
 * all, and set beside the nearest images of the data.
 * @throws Error with a sentence for the person
 */
export async function drawCodes(
  { copier, generator }: DrawingModels,
  seed: number,
  { dataset, ask, signal }: { dataset: Dataset; ask: AskNearest; signal: AbortSignal },
): Promise<DrawnCodes> {
  const drawn: { way: Way; card: ModelCard; codes: Float32Array[] }[] = [];
  if (copier) {
    const codes = { values: await codesOf(copier, signal), latentDim: copier.latentDim };
    drawn.push({ way: "uniform", card: copier, codes: uniformCodes(codes, seed, MEASURED) });
    const near = nearCodes(codes, seed, { count: MEASURED, condition: copier.condition });
    drawn.push({ way: "near", card: copier, codes: near });
  }
  if (generator) {
    const { latentDim, condition } = generator;
    const codes = priorCodes(latentDim, seed, { count: MEASURED, condition });
    drawn.push({ way: "prior", card: generator, codes });
  }
  const images = await Promise.all(
    drawn.map(({ card, codes }) => decodeLatents(card.id, codes, signal)),
  );
  const nearest = await ask(dataset, images.flat(), unseenRows(dataset, seed), signal);
  return {
    strips: drawn.map(({ way, card, codes }, i) => {
      const own = nearest.images.slice(i * MEASURED, (i + 1) * MEASURED);
      const shown = codes.slice(0, SHOWN).flatMap((z, j) => {
        const [pixels, found] = [images[i]?.[j], own[j]];
        return pixels && found ? [{ z, pixels, nearest: found }] : [];
      });
      return { way, card, codes: shown, distance: meanError(own) };
    }),
    real: meanError(nearest.rows),
    count: MEASURED,
  };
}

/** The room's own are there already. */
async function codesOf(card: ModelCard, signal: AbortSignal): Promise<Float32Array> {
  const { card: own, cloud } = useExplorer.getState();
  if (cloud && own?.weightsHash === card.weightsHash) return cloud.embedding;
  return (await fetchCloud(card, signal)).embedding;
}

/** Held-out images that are shown, drawn by the seed. */
function unseenRows({ shown }: Dataset, seed: number): number[] {
  const random = createRandom(seed);
  const first = shown.train + shown.validation;
  const count = Math.min(MEASURED, shown.heldOut);
  return Array.from({ length: count }, () => first + Math.floor(random() * shown.heldOut));
}

function meanError(found: readonly { error: number }[]): number {
  return found.reduce((sum, { error }) => sum + error, 0) / Math.max(1, found.length);
}
