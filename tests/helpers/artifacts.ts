import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readAnyCard } from "../../server/model/artifact.ts";
import { DATASETS_FOLDER } from "../../server/protocol/artifact-files.ts";

/** The committed models. */
export const ARTIFACTS = "server/artifacts";
export const MODEL = "digits-3d";

/** Cards of all that are committed. */
const cards = readdirSync(ARTIFACTS)
  .filter((name) => name !== DATASETS_FOLDER)
  .map((name) => readAnyCard(join(ARTIFACTS, name)));

/** Ids of all, and of those with a latent space. */
export const ALL_IDS = cards.map(({ id }) => id);
export const MODEL_IDS = cards
  .filter(({ kind }) => kind !== "super-resolution")
  .map(({ id }) => id);
const idsOf = (data: string) =>
  cards.filter(({ dataset }) => dataset.id.startsWith(data)).map(({ id }) => id);
/** Ids of those whose data need more than what npm brings. */
export const FASHION_IDS = idsOf("fashion");
export const AVATARS_IDS = idsOf("avatars");

/** Copies a model with the data sets into a folder of artefacts; returns where the model lies. */
export function copyModel(root: string, id = MODEL): string {
  const folder = join(root, id);
  cpSync(join(ARTIFACTS, id), folder, { recursive: true });
  cpSync(join(ARTIFACTS, DATASETS_FOLDER), join(root, DATASETS_FOLDER), { recursive: true });
  return folder;
}
