import type { Engine } from "../../server/engine/engine.ts";

/** Something that decodes one model, as fast as it can. */
export interface Contender {
  name: string;
  /** @param z `count` latents row by row */
  decode: (z: Float32Array, count: number) => Promise<Uint8Array>;
  /** Images a second of batches of `batch` latents, one after another in each of its threads or processes. */
  rate: (z: Float32Array, batch: number, seconds: number) => Promise<number>;
}

/** An engine of ours, every lane of it busy. */
export function engineContender(name: string, engine: Engine, model: string): Contender {
  return {
    name,
    decode: (z, count) => engine.decode(model, z, count),
    async rate(z, batch, seconds) {
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
    },
  };
}
