import type { Fault } from "../../server/protocol/errors.ts";
import { faultText, text } from "../_i18n/text.ts";

/**
 * Decodes latents that are nobody's cursor (film strips, previews) over HTTP.
 * @param latents at most 64, each of length latentDim
 * @returns one byte array of imageSize per latent
 * @throws Error with a sentence for the person
 */
export async function decodeLatents(
  modelId: string,
  latents: readonly ArrayLike<number>[],
  signal?: AbortSignal,
): Promise<Uint8Array[]> {
  const body = JSON.stringify({ z: latents.map((z) => Array.from(z)) });
  const response = await fetch(`/api/models/${modelId}/decode`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
    signal: signal ?? null,
  });
  if (!response.ok) {
    const body: unknown = await response.json().catch(() => null);
    const fault = (body as { error?: Fault } | null)?.error;
    throw new Error(fault ? faultText(fault) : text("common.notDecoded"));
  }
  const bytes = new Uint8Array(await response.arrayBuffer());
  const size = bytes.length / latents.length;
  return latents.map((_, i) => bytes.subarray(i * size, (i + 1) * size));
}
