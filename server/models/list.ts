import { join } from "node:path";
import { readAnyCard } from "../model/artifact.ts";
import { embeddingCount } from "../protocol/card-shape.ts";
import type { ModelCard, RestorerCard } from "../protocol/model-card.ts";
import { modelIds, sizeOf } from "./folder.ts";

const HEAD = ["id", "title", "kind", "latent", "image", "points", "MB", "data set", "licence"];
/** What is longer is cut: a line of the table fits beside another window. */
const CELL_MAX = 34;

/** All models of a folder as a table; one that cannot be read is a line that says why. */
export function listModels(root: string): string[] {
  const ids = modelIds(root);
  if (ids.length === 0)
    return [`There is no model in ${root}. npm run import and npm run train put some there.`];
  const rows: string[][] = [];
  const broken: string[] = [];
  for (const id of ids) {
    const folder = join(root, id);
    try {
      rows.push(cells(id, readAnyCard(folder), sizeOf(folder)));
    } catch (cause) {
      broken.push(`${id}: ${(cause as Error).message.replace(/\s*\n\s*/g, " ")}`);
    }
  }
  return [...tableOf([HEAD, ...rows]), ...broken];
}

function cells(id: string, card: ModelCard | RestorerCard, bytes: number): string[] {
  const [height, width, channels] = card.imageShape;
  const isLatent = card.kind !== "super-resolution";
  return [
    id,
    card.title,
    card.kind,
    isLatent ? String(card.latentDim) : "–",
    `${width}×${height}${channels === 3 ? ", colour" : ""}`,
    isLatent ? String(embeddingCount(card)) : "–",
    (bytes / 1e6).toFixed(1),
    card.dataset.id,
    (isLatent && card.imported?.licence) || card.dataset.licence || "not stated",
  ];
}

function tableOf(rows: readonly (readonly string[])[]): string[] {
  const cut = rows.map((row) =>
    row.map((cell) => (cell.length > CELL_MAX ? `${cell.slice(0, CELL_MAX - 1)}…` : cell)),
  );
  const widths = HEAD.map((_, i) => Math.max(...cut.map((row) => row[i]?.length ?? 0)));
  return cut.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
