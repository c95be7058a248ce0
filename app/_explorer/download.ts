import { text } from "../_i18n/text.ts";

/**
 * Fetches a file and reports how much has come.
 * @throws Error with a sentence for the person; DOMException when aborted
 */
export async function download(url: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  const response = await answered(url, signal);
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * Fetches a file of a known size into memory that is there.
 * @param onLoaded hears after each part how many bytes are in place
 * @returns whether the file had that size
 * @throws Error with a sentence for the person; DOMException when aborted
 */
export async function downloadInto(
  url: string,
  into: Uint8Array,
  signal: AbortSignal,
  onLoaded: (bytes: number) => void,
): Promise<boolean> {
  const response = await answered(url, signal);
  const reader = (response.body ?? new Response(await response.arrayBuffer()).body)?.getReader();
  let loaded = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    signal.throwIfAborted();
    if (loaded + part.value.byteLength > into.byteLength) {
      await reader?.cancel();
      return false;
    }
    into.set(part.value, loaded);
    loaded += part.value.byteLength;
    onLoaded(loaded);
  }
  return loaded === into.byteLength;
}

async function answered(url: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(text("connection.data.status", { status: response.status }));
  return response;
}
