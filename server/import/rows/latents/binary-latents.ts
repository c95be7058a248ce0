import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { rowsAtOnce } from "../bounds.ts";
import type { LatentBlocks, LatentOptions } from "./latent-source.ts";

/** Latents of a `.bin` file: float32, little-endian, row after row. Rejects with RangeError “it …”. */
export async function* binaryLatents(file: string, { dim, report }: LatentOptions): LatentBlocks {
  const { size } = await stat(file);
  const rowBytes = dim * Float32Array.BYTES_PER_ELEMENT;
  if (size === 0) throw new RangeError("it is empty");
  if (size % rowBytes !== 0)
    throw new RangeError(
      `its ${size} bytes are no rows of ${dim} float32 (${rowBytes} bytes each)`,
    );
  let done = 0;
  const stream = createReadStream(file, { highWaterMark: rowsAtOnce(dim) * rowBytes });
  let rest: Uint8Array<ArrayBufferLike> = new Uint8Array();
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    const whole = bytes.length - (bytes.length % rowBytes);
    rest = bytes.slice(whole);
    done += whole;
    report.progress("Reading latents", done / rowBytes, size / rowBytes);
    // A copy: what a stream gives may begin at any address.
    if (whole > 0) yield new Float32Array(Uint8Array.from(bytes.subarray(0, whole)).buffer);
  }
}
