import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

/** What pages need of onnxruntime-web; its script is bundled with the page's own. */
const WASM = "ort-wasm-simd-threaded.wasm";

export interface RuntimeFile {
  body: Uint8Array<ArrayBuffer>;
  type: string;
  encoding: "gzip" | null;
}

const zip = promisify(gzip);

/**
 * The browser's ONNX Runtime as installed with this server, so that pages load nothing from elsewhere and a class
 * without internet has it too. Compressed once and kept: 14 MB become 3.7 MB for each of thirty phones.
 * @returns reads a file by version and name; null for any other
 */
export function createRuntimeFiles(): (
  version: string,
  file: string,
  gzipped: boolean,
) => Promise<RuntimeFile | null> {
  const path = createRequire(import.meta.url).resolve(`onnxruntime-web/${WASM}`);
  let installed: Promise<string> | null = null;
  let small: Promise<Uint8Array<ArrayBuffer>> | null = null;
  const read = () => readFile(path) as Promise<Uint8Array<ArrayBuffer>>;

  return async (version, file, gzipped) => {
    installed ??= readVersion(dirname(path));
    if (file !== WASM || version !== (await installed)) return null;
    if (gzipped) small ??= read().then((bytes) => zip(bytes) as Promise<Uint8Array<ArrayBuffer>>);
    return {
      body: await (gzipped && small ? small : read()),
      type: "application/wasm",
      encoding: gzipped ? "gzip" : null,
    };
  };
}

async function readVersion(folder: string): Promise<string> {
  const text = await readFile(join(folder, "../package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
