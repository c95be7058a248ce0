import type { Engine } from "../../server/engine/engine.ts";

interface Call {
  modelId: string;
  z: Float32Array;
  count: number;
  finish: () => void;
  fail: (cause: Error) => void;
}

/** Decodes when told: each image is `imageSize` bytes holding the first value of its latent. */
export function fakeEngine(
  lanes = 1,
  imageSize = 4,
): { engine: Pick<Engine, "decode" | "lanes">; calls: Call[] } {
  const calls: Call[] = [];
  return {
    calls,
    engine: {
      lanes,
      decode: (modelId, z, count) =>
        new Promise((resolve, reject) => {
          const finish = () => {
            const pixels = new Uint8Array(count * imageSize);
            for (let i = 0; i < count; i++)
              pixels.fill(z[(i * z.length) / count] ?? 0, i * imageSize, (i + 1) * imageSize);
            resolve(pixels);
          };
          calls.push({ modelId, z, count, finish, fail: reject });
        }),
    },
  };
}
