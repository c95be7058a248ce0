import { existsSync, mkdirSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { datasetPath, findModel, ownDataset } from "./folder.ts";

/** Beside the models: a move within one disk, and no model, since its name begins with a dot. */
const TRASH = ".trash";

export interface Removal {
  /** What will be done, and what it ends. */
  lines: string[];
  /** Does it. @returns how to bring it back */
  run: () => string[];
}

/**
 * Puts a model, and its data set where no other model needs it, into the trash.
 * @throws ModelsError
 */
export function planRemoval(root: string, id: string): Removal {
  const folder = findModel(root, id);
  const dataset = ownDataset(root, id);
  const moves = [[folder, free(join(root, TRASH, id))] as const];
  if (dataset !== null)
    moves.push([datasetPath(root, dataset), free(datasetPath(join(root, TRASH), dataset))]);
  return {
    lines: [
      `“${id}” goes to ${join(root, TRASH)}${dataset === null ? "" : `, with its data set “${dataset}”, which no other model needs`}.`,
      "Its rooms draw no new images; their places stay listed.",
    ],
    run() {
      for (const [from, to] of moves) {
        mkdirSync(dirname(to), { recursive: true });
        renameSync(from, to);
      }
      // The data first: a model without them is broken.
      const back = moves.toReversed().map(([from, to]) => `  mv "${to}" "${from}"`);
      return ["To bring it back:", ...back];
    },
  };
}

/** What went there before stays there. */
function free(path: string): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? path : `${path}-${number}`;
    if (!existsSync(candidate)) return candidate;
  }
}
