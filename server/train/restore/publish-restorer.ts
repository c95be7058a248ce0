import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { LayersModel } from "@tensorflow/tfjs-layers";
import { hashWeights } from "../../model/artifact.ts";
import { saveLayersModel } from "../../model/layers-files.ts";
import { exportOnnx } from "../../model/onnx/onnx-export.ts";
import { ARTIFACT_FILES } from "../../protocol/artifact-files.ts";
import { type StoredRestorer, storedRestorerSchema } from "../../protocol/model-card.ts";
import type { RestorerPreset } from "../presets/preset.ts";
import { curveText, type Publication, replaceArtifact } from "../publish.ts";
import { scoreRestorer } from "./score-restorer.ts";

const HALF = { half: true };

interface RestorerPublication extends Pick<Publication, "split" | "training" | "curve"> {
  options: { id: string; out: string; preset: RestorerPreset };
  /** Its weights are rounded to half precision. */
  model: LayersModel;
}

/** Writes the artefact folder, whole or not at all; the figures come from the exported file. */
export async function publishRestorer(publication: RestorerPublication): Promise<StoredRestorer> {
  const { options, split, model, training, curve } = publication;
  const { id, out, preset } = options;
  return await replaceArtifact({ out, split }, async (folder) => {
    const write = (file: string, bytes: Uint8Array | string) =>
      writeFile(join(folder, file), bytes);
    await saveLayersModel(model, join(folder, ARTIFACT_FILES.restorer), HALF);
    await write(ARTIFACT_FILES.restorerOnnx, exportOnnx(model, ["image"], HALF));
    await write(ARTIFACT_FILES.curve, curveText(curve));
    const { kind, title, summary, factor } = preset;
    const card = storedRestorerSchema.parse({
      ...{ id, title, summary, kind, factor, loss: "mse", dataset: split.all.id },
      ...{ imageShape: split.all.imageShape, training },
      parameters: { model: model.countParams() },
      ...(await scoreRestorer(folder, { heldOut: split.heldOut, factor })),
      weightsHash: await hashWeights(folder, { kind }),
    });
    await write(ARTIFACT_FILES.card, `${JSON.stringify(card, null, 2)}\n`);
    return card;
  });
}
