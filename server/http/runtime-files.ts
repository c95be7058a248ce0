import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Context } from "hono";
import { IMMUTABLE, sendFile } from "./send-file.ts";

/** What pages need of onnxruntime-web; its script is bundled with the page's own. */
const WASM = "ort-wasm-simd-threaded.wasm";
const HEADERS = { "content-type": "application/wasm", vary: "accept-encoding" };

type Bytes = Uint8Array<ArrayBuffer>;
const zip = promisify(gzip) as (bytes: Uint8Array) => Promise<Bytes>;

/**
 * The browser's ONNX Runtime as installed with this server, so that pages load nothing from elsewhere and a class
 * without internet has it too. Compressed once and kept: 14 MB become 3.7 MB for each of thirty phones.
 * @returns answers for a version and name; 404 for any other
 */
export function createRuntimeFiles(): (
  c: Context,
  version: string,
  file: string,
) => Promise<Response> {
  const path = createRequire(import.meta.url).resolve(`onnxruntime-web/${WASM}`);
  const installed = once(() => readVersion(dirname(path)));
  const small = once(async () => zip(await readFile(path)));

  return async (c, version, file) => {
    if (file !== WASM || version !== (await installed())) return c.notFound();
    if (!/\bgzip\b/.test(c.req.header("accept-encoding") ?? "")) return sendFile(c, path, HEADERS);
    const headers = { ...HEADERS, "content-encoding": "gzip", "cache-control": IMMUTABLE };
    return c.body(await small(), 200, headers);
  };
}

/** Reads once for all; what failed is read again for the next who asks. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | null = null;
  return () => {
    reading ??= read().catch((cause: unknown) => {
      reading = null;
      throw cause;
    });
    return reading;
  };
}

async function readVersion(folder: string): Promise<string> {
  const text = await readFile(join(folder, "../package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
