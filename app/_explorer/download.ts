import { text } from "../_i18n/text.ts";

/**
 * Fetches a file and reports how much has come.
 * @throws Error with a sentence for the person; DOMException when aborted
 */
export async function download(
  url: string,
  signal: AbortSignal,
  onProgress: (loadedBytes: number) => void = () => {},
): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(text("connection.data.status", { status: response.status }));
  if (!response.body) return new Uint8Array(await response.arrayBuffer());
  const chunks: Uint8Array[] = [];
  let loaded = 0;
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    chunks.push(part.value);
    loaded += part.value.byteLength;
    onProgress(loaded);
  }
  const whole = new Uint8Array(loaded);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
