import type { Engine } from "../../server/engine/engine.ts";
import { createRandom, gaussianVector } from "../../server/latent/random.ts";

/** Images a second of an engine whose every lane decodes one batch after another. */
export async function drive(
  engine: Engine,
  { model, latentDim, batch }: { model: string; latentDim: number; batch: number },
  seconds: number,
): Promise<number> {
  const z = gaussianVector(createRandom(batch), batch * latentDim);
  await Promise.all(Array.from({ length: engine.lanes }, () => engine.decode(model, z, batch)));
  const start = performance.now();
  let images = 0;
  const lane = async () => {
    do {
      await engine.decode(model, z, batch);
      images += batch;
    } while (performance.now() - start < seconds * 1000);
  };
  await Promise.all(Array.from({ length: engine.lanes }, lane));
  return images / ((performance.now() - start) / 1000);
}
