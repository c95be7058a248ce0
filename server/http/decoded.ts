import type { ModelCard } from "../protocol/model-card.ts";
import type { DecodeScheduler } from "../schedule/decode-scheduler.ts";
import { createSharedCache } from "./shared-cache.ts";

/** 30,000 digits; a strip is 20 of them, a lobby preview 48. */
const KEPT_BYTES = 32 << 20;

type Card = Pick<ModelCard, "id" | "weightsHash" | "latentDim">;

/**
 * Decodes what everyone asks for once: three hundred pages that open the same path ask for the same latents, which are
 * shared while in flight and kept by weights and latent. `admit` is asked how many must really be decoded.
 * @returns count × imageSize bytes, in the order asked
 * @throws AppError as the scheduler, and whatever `admit` throws
 */
export type Decoded = (
  card: Card,
  latents: readonly Float32Array[],
  admit: (missing: number) => Promise<void>,
) => Promise<Uint8Array<ArrayBuffer>>;

export function createDecoded(scheduler: Pick<DecodeScheduler, "decode">): Decoded {
  const cache = createSharedCache(KEPT_BYTES);

  const load = (card: Card, missing: Map<string, Float32Array>) => {
    const packed = new Float32Array(missing.size * card.latentDim);
    let at = 0;
    for (const z of missing.values()) {
      packed.set(z, at);
      at += card.latentDim;
    }
    const decoding = scheduler.decode(card.id, packed, missing.size);
    for (const [i, key] of [...missing.keys()].entries()) {
      const image = decoding.then((pixels) => {
        const size = pixels.length / missing.size;
        return pixels.slice(i * size, (i + 1) * size);
      });
      // Who asked waits for it below and hears its failure.
      void cache.keep(key, image);
    }
  };

  return async (card, latents, admit) => {
    const keys = latents.map((z) => keyOf(card, z));
    const unknown = new Set(keys.filter((key) => !cache.find(key)));
    if (unknown.size > 0) await admit(unknown.size);
    // Asked again: meanwhile another request may have begun the same.
    const missing = new Map<string, Float32Array>();
    for (const [i, z] of latents.entries()) {
      const key = keys[i] ?? "";
      if (!cache.find(key)) missing.set(key, z);
    }
    if (missing.size > 0) load(card, missing);
    return concat(await Promise.all(keys.map((key) => cache.find(key) ?? unreachable(key))));
  };
}

function keyOf({ weightsHash }: Card, z: Float32Array): string {
  return `${weightsHash}:${Buffer.from(z.buffer, z.byteOffset, z.byteLength).toString("latin1")}`;
}

function unreachable(key: string): never {
  throw new Error(`${key} is neither known nor on its way`);
}

function concat(images: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(images.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const image of images) {
    all.set(image, at);
    at += image.length;
  }
  return all;
}
