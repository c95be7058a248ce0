/**
 * Text of a file: UTF-8, or UTF-16 with a byte order mark, as Excel writes it.
 * @throws RangeError in one sentence for other bytes
 */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new RangeError("it is not UTF-8 text; save it with that encoding", { cause });
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}
