import { createWriteStream } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";

/** A host that sends nothing for so long is given up; what has come is kept for the next try. */
const SILENCE_MS = 30_000;

export interface Download {
  url: string;
  /** Where the file will lie; until it is whole, `.part` is appended. */
  target: string;
  /** Its size, known beforehand: more is never written. */
  bytes: number;
  /** Told after each piece. */
  onProgress: (bytes: number) => void;
  signal?: AbortSignal;
}

/**
 * Fetches one file, going on where an earlier try stopped (HTTP Range; a host that does not know it begins anew).
 * Rejects when the host answers otherwise, falls silent, or sends another number of bytes; the part is kept, unless it is too long.
 */
export async function download({
  url,
  target,
  bytes,
  onProgress,
  signal,
}: Download): Promise<void> {
  const part = `${target}.part`;
  const before = await sizeOf(part);
  if (before < bytes) {
    const watch = watchSilence(signal);
    try {
      const { body, start } = await ask(url, { from: before, signal: watch.signal });
      let received = start;
      const counted = body.map((piece: Buffer) => {
        watch.heard();
        received += piece.length;
        if (received > bytes)
          throw new Error(`${url} sends more than the ${bytes} bytes it should.`);
        onProgress(received);
        return piece;
      });
      await pipeline(counted, createWriteStream(part, { flags: start > 0 ? "a" : "w" }), {
        signal: watch.signal,
      });
    } finally {
      watch.end();
    }
  }
  const after = await sizeOf(part);
  if (after > bytes) await rm(part);
  if (after !== bytes) throw new Error(`${url} ended after ${after} of ${bytes} bytes.`);
  await rename(part, target);
}

/** Opens the answer's body at `from`, or at 0 where the host sends the whole file anyway. */
async function ask(
  url: string,
  { from, signal }: { from: number; signal: AbortSignal },
): Promise<{ body: Readable; start: number }> {
  const headers = from > 0 ? { Range: `bytes=${from}-` } : {};
  const answer = await fetch(url, { headers, signal });
  if (!answer.ok || answer.body === null) throw new Error(`${url} answers ${answer.status}.`);
  const goesOn =
    answer.status === 206 && answer.headers.get("content-range")?.startsWith(`bytes ${from}-`);
  if (answer.status === 206 && !goesOn)
    throw new Error(`${url} sends another part than asked for.`);
  // The browser's type of the same thing differs by a shared buffer.
  const stream = answer.body as ReadableStream;
  return { body: Readable.fromWeb(stream), start: goesOn ? from : 0 };
}

/** Aborts when nothing is heard for a while, or when `outer` does. */
function watchSilence(outer: AbortSignal | undefined) {
  const controller = new AbortController();
  const silence = () =>
    controller.abort(new Error(`nothing came for ${SILENCE_MS / 1000} seconds`));
  const timer = setTimeout(silence, SILENCE_MS);
  const signals = [controller.signal, ...(outer ? [outer] : [])];
  return {
    signal: AbortSignal.any(signals),
    heard: () => void timer.refresh(),
    end: () => clearTimeout(timer),
  };
}

async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}
