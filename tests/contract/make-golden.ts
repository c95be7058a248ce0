import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setBackend, type Tensor, tensor2d } from "@tensorflow/tfjs-core";
import { readCatalog } from "../../server/engine/catalog.ts";
import { createRandom, gaussianVector } from "../../server/latent/random.ts";
import { readLayersModel } from "../../server/model/layers-files.ts";
import { ARTIFACT_FILES } from "../../server/protocol/artifact-files.ts";
import { ARTIFACTS } from "../helpers/artifacts.ts";
import { GOLDEN_COUNT, goldenFile } from "./golden.ts";

// Run by hand when a committed model is trained anew: npx tsx tests/contract/make-golden.ts
// None of the engines is asked: the layers run on TensorFlow.js's plain JavaScript backend, slow and straightforward.
// A name that is no literal: the package comes with tfjs-backend-wasm and is no dependency of ours.
const plain = "@tensorflow/tfjs-backend-cpu";
await import(plain);
await setBackend("cpu");
for (const { card, folder } of readCatalog(ARTIFACTS).values()) {
  const z = gaussianVector(createRandom(1), GOLDEN_COUNT * card.latentDim);
  const decoder = await readLayersModel(join(folder, ARTIFACT_FILES.decoder));
  const image = decoder.predict(tensor2d(z, [GOLDEN_COUNT, card.latentDim])) as Tensor;
  const pixels = Uint8Array.from(image.dataSync(), (value) => Math.round(value * 255));
  writeFileSync(goldenFile(card), Buffer.concat([new Uint8Array(z.buffer), pixels]));
}
