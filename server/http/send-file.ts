import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import type { Context } from "hono";
import { AppError } from "../protocol/errors.ts";

/** For addresses that hold the hash of what they name. */
export const IMMUTABLE = "public, max-age=31536000, immutable";

/**
 * Streams a file: thirty phones that fetch 14 MB need not be 420 MB here.
 * @throws AppError `model_not_found` when it is not there: not every model has every file
 */
export async function sendFile(
  c: Context,
  path: string,
  headers: Record<string, string>,
): Promise<Response> {
  const { size } = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === "ENOENT" ? new AppError("model_not_found", { cause }) : cause;
  });
  const stream = Readable.toWeb(createReadStream(path)) as ReadableStream;
  return c.body(stream, 200, {
    ...headers,
    "content-length": String(size),
    "cache-control": IMMUTABLE,
  });
}
