import { TOUR_FILE_MAX_BYTES } from "../../../server/protocol/limits.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { parse } from "../../../server/protocol/parse.ts";
import type { Tour } from "../../../server/protocol/tour.ts";
import { type TourFile, tourFileSchema } from "../../../server/protocol/tour-schema.ts";
import { text } from "../../_i18n/text.ts";
import { toDraft } from "./edit-tour.ts";

const FORMAT = "latent-commons-tour";
const VERSION = 1;

/** A tour as a file, to keep or to take to another room of the same model. */
export function tourToFile({ name, modelId, weightsHash, stops }: Tour): File {
  const content: TourFile = {
    format: FORMAT,
    version: VERSION,
    modelId,
    weightsHash,
    name,
    stops: stops.map(toDraft) as TourFile["stops"],
  };
  const fileName = `${name.replaceAll(/[^\p{L}\p{N} _-]+/gu, "").trim() || "tour"}.tour.json`;
  return new File([`${JSON.stringify(content, null, 2)}\n`], fileName, {
    type: "application/json",
  });
}

/**
 * What a file of a tour holds, every field within its bounds.
 * @returns also whether it was made with other weights of the same model, whose places may show something else now
 * @throws Error with a sentence for the person
 */
export async function readTourFile(
  file: File,
  card: Pick<ModelCard, "id" | "weightsHash" | "latentDim" | "title">,
): Promise<{ tour: TourFile; otherWeights: boolean }> {
  if (file.size > TOUR_FILE_MAX_BYTES)
    throw new Error(text("tours.fileTooLarge", { megabytes: TOUR_FILE_MAX_BYTES / (1 << 20) }));
  const content = parseJson(await file.text());
  const head = (content ?? {}) as Partial<Record<keyof TourFile, unknown>>;
  if (head.format !== FORMAT) throw new Error(text("tours.notATour"));
  if (head.version !== VERSION)
    throw new Error(text("tours.otherVersion", { version: String(head.version).slice(0, 20) }));
  if (head.modelId !== card.id)
    throw new Error(
      text("tours.otherModel", { model: String(head.modelId).slice(0, 64), here: card.title }),
    );
  const tour = parseTour(content);
  const fits = tour.stops.every(
    ({ z, path }) =>
      z.length === card.latentDim &&
      (path?.stops ?? []).every((latent) => latent.length === card.latentDim),
  );
  if (!fits) throw new Error(text("tours.otherDimensions", { dimensions: card.latentDim }));
  return { tour, otherWeights: tour.weightsHash !== card.weightsHash };
}

function parseTour(content: unknown): TourFile {
  try {
    return parse(tourFileSchema, content);
  } catch (cause) {
    throw new Error(text("tours.badFile", { reason: (cause as Error).message }), { cause });
  }
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}
