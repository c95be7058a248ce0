import { readFileSync } from "node:fs";
import { get, type IncomingMessage } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startApp } from "../helpers/start-app.ts";

const WASM = "ort-wasm-simd-threaded.wasm";
const installed = createRequire(import.meta.url).resolve(`onnxruntime-web/${WASM}`);
const { version } = JSON.parse(readFileSync(join(dirname(installed), "../package.json"), "utf8"));
let server: Awaited<ReturnType<typeof startApp>>;

beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server?.stop());

/** Bytes as they travel: fetch would unpack them. */
async function request(path: string, headers: Record<string, string> = {}) {
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    get(server.url + path, { headers }, resolve).once("error", reject),
  );
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
}

it("[O8] the runtime comes as installed, compressed for who can read that, to be kept for ever", async () => {
  const path = `/api/runtime/${version}/${WASM}`;
  const whole = await request(path);
  const zipped = await request(path, { "accept-encoding": "gzip, deflate" });
  for (const { status, headers } of [whole, zipped]) {
    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("application/wasm");
    expect(headers["cache-control"]).toContain("immutable");
    expect(headers.vary).toBe("accept-encoding");
  }
  expect(zipped.headers["content-encoding"]).toBe("gzip");
  expect(zipped.body.length).toBeLessThan(4_000_000);
  const bytes = readFileSync(installed);
  expect(whole.headers["content-encoding"]).toBeUndefined();
  expect(whole.body.equals(bytes)).toBe(true);
  expect(gunzipSync(zipped.body).equals(bytes)).toBe(true);
});

it.each([
  ["another version", `/api/runtime/0.0.1/${WASM}`],
  ["another file of the package", `/api/runtime/${version}/ort.min.js`],
  ["a way out of the folder", `/api/runtime/${version}/..%2f..%2f..%2fpackage.json`],
])("[O8] %s is not to be had", async (_what, path) => {
  const { status, body } = await request(path);
  expect(status).toBe(404);
  expect(JSON.parse(String(body))).toMatchObject({ error: { code: "bad_request" } });
});
