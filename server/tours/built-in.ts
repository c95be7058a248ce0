import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Catalog } from "../engine/catalog.ts";
import { imageKey } from "../image-key.ts";
import type { Log } from "../log.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import {
  type BuiltInTour,
  TOUR_LANGUAGES,
  type Tour,
  type TourLanguage,
} from "../protocol/tour.ts";
import { type TourPlaces, tourPlacesSchema } from "./places.ts";
import { readWords } from "./words.ts";

/** A folder for each tour: the places of one model a file, the words of one language a file. */
export const TOURS = fileURLToPath(new URL(".", import.meta.url));

/** They were not made in any room at any time. */
const NOWHERE = { roomId: "", author: "Latent Commons", createdAt: "2026-11-27T00:00:00.000Z" };

export interface BuiltInTours {
  /** Of all models of the card's data: a room can go over to any of them. */
  of: (card: Pick<ModelCard, "dataset">) => readonly BuiltInTour[];
  /** What a picture of one of their stops shows. */
  pictured: (key: string) => { card: ModelCard; z: Float32Array } | undefined;
}

/**
 * The tours that come with the models of this server. One that cannot be read, or was made with other weights, is left
 * out and warned of: rooms do without.
 */
export function readBuiltInTours(root: string, catalog: Catalog, log: Log): BuiltInTours {
  const byData = new Map<string, BuiltInTour[]>();
  const pictures = new Map<string, { card: ModelCard; z: Float32Array }>();
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of folders)
    for (const { card } of catalog.values()) {
      const file = join(root, name, `${card.id}.json`);
      if (!existsSync(file)) continue;
      try {
        const tour = readTour(join(root, name), name, card);
        const { hash } = card.dataset;
        byData.set(hash, [...(byData.get(hash) ?? []), tour]);
        for (const { image, z } of tour.en.stops)
          pictures.set(image, { card, z: Float32Array.from(z) });
      } catch (cause) {
        log.warn({ file, cause: String(cause) }, "a tour that comes with a model is left out");
      }
    }
  return {
    of: ({ dataset }) => byData.get(dataset.hash) ?? [],
    pictured: (key) => pictures.get(key),
  };
}

/** @throws Error when a file is missing or wrong, or made for other weights */
function readTour(folder: string, name: string, card: ModelCard): BuiltInTour {
  const json: unknown = JSON.parse(readFileSync(join(folder, `${card.id}.json`), "utf8"));
  const places = tourPlacesSchema.parse(json);
  if (places.weightsHash !== card.weightsHash) throw new Error("made with other weights");
  const tours = TOUR_LANGUAGES.map((language) => {
    const text = readFileSync(join(folder, `${language}.md`), "utf8");
    return [language, compose(name, card, places, language, text)] as const;
  });
  return Object.fromEntries(tours) as Record<TourLanguage, Tour>;
}

function compose(
  folder: string,
  { id: modelId, weightsHash }: ModelCard,
  { stops, figures }: TourPlaces,
  language: TourLanguage,
  text: string,
): Tour {
  const words = readWords(text, language, figures);
  return {
    ...NOWHERE,
    id: folder.replaceAll("-", ""),
    name: words.name,
    modelId,
    weightsHash,
    stops: stops.map((stop) => {
      const said = words.stops.get(stop.id);
      if (!said) throw new Error(`${language}.md says nothing of the stop ${stop.id}`);
      return { ...stop, ...said, image: imageKey(weightsHash, stop.z) };
    }),
    revision: 1,
  };
}
