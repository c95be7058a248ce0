import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readCatalog } from "../engine/catalog.ts";
import { readEmbedding } from "../model/artifact.ts";
import { DATASET_FILES } from "../protocol/artifact-files.ts";
import { TOURS } from "./built-in.ts";
import { createLandscape } from "./landscape.ts";
import { placesOf } from "./what-is-a-latent-space/digits-3d.ts";

// Writes where the stops of "What is a latent space?" lie in digits-3d, from its committed embedding; run again after training.
const MODEL = "digits-3d";

const entry = readCatalog(process.env.ARTIFACTS ?? "server/artifacts").get(MODEL);
if (!entry) throw new Error(`There is no model ${MODEL}.`);
const { card, folder, data } = entry;
const rows = {
  values: await readEmbedding(folder, card),
  latentDim: card.latentDim,
  labels: readFileSync(join(data, DATASET_FILES.labels)),
};
const places = placesOf(card, createLandscape(rows));
const file = join(TOURS, "what-is-a-latent-space", `${MODEL}.json`);
writeFileSync(file, `${JSON.stringify(places, null, 2)}\n`);
process.stdout.write(`${file}: ${places.stops.length} stops\n`);
