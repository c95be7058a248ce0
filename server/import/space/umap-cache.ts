import { createHash } from "node:crypto";
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

/** Fitted points, kept from one import to the next; whoever hands in its own folder is a test. */
export interface PointCache {
  /** `null` also of a file that is damaged: what is read back is fitted again. */
  read(key: string): Promise<Float32Array | null>;
  /** What cannot be kept is fitted again. */
  write(key: string, points: Float32Array): Promise<void>;
}

export function pointCache(
  folder = join(process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"), "latent-commons"),
): PointCache {
  const fileOf = (key: string) => join(folder, `umap-${key}.f32`);
  return {
    async read(key) {
      const bytes = await readFile(fileOf(key)).catch(() => null);
      if (!bytes || bytes.length % Float32Array.BYTES_PER_ELEMENT !== 0) return null;
      const points = new Float32Array(Uint8Array.from(bytes).buffer);
      return points.every(Number.isFinite) ? points : null;
    },
    async write(key, points) {
      const temporary = `${fileOf(key)}-${process.pid}`;
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(
          temporary,
          new Uint8Array(points.buffer, points.byteOffset, points.byteLength),
        );
        await rename(temporary, fileOf(key));
      } catch {
        await rm(temporary, { force: true }).catch(() => {});
      }
    },
  };
}

/** Settings and rows → the name under which their points are kept. */
export function createKey(settings: object) {
  const hash = createHash("sha256").update(JSON.stringify(settings));
  return {
    add: (codes: Float32Array) => {
      hash.update(new Uint8Array(codes.buffer, codes.byteOffset, codes.byteLength));
    },
    result: () => hash.digest("hex").slice(0, 32),
  };
}
