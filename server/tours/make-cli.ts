import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readCatalog } from "../engine/catalog.ts";
import type { LabelledRows } from "../latent/survey.ts";
import type { ModelCard } from "../protocol/model-card.ts";
import { TOURS } from "./built-in.ts";
import { createLandscape } from "./landscape.ts";
import { placesOf } from "./what-is-a-latent-space/digits-3d.ts";

// Writes where the stops of "What is a latent space?" lie in digits-3d, from its committed embedding; run again after training.
const MODEL = "digits-3d";

function readRows(card: ModelCard, folder: string): LabelledRows {
  const bytes = readFileSync(join(folder, "embedding.bin"));
  const values = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  return { values, latentDim: card.latentDim, labels: readFileSync(join(folder, "labels.bin")) };
}

const entry = readCatalog(process.env.ARTIFACTS ?? "server/artifacts").get(MODEL);
if (!entry) throw new Error(`There is no model ${MODEL}.`);
const places = placesOf(entry.card, createLandscape(readRows(entry.card, entry.folder)));
const file = join(TOURS, "what-is-a-latent-space", `${MODEL}.json`);
writeFileSync(file, `${JSON.stringify(places, null, 2)}\n`);
process.stdout.write(`${file}: ${places.stops.length} stops\n`);
