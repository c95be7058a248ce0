import type { ModelCard } from "../../../server/protocol/model-card.ts";

/**
 * Mean squared error a pixel of each shown image as the model reconstructs it. The server computes them once; null where they
 * cannot be had, since pictures say enough without.
 */
export async function fetchErrors(
  { id, weightsHash }: ModelCard,
  signal: AbortSignal,
): Promise<Float32Array | null> {
  try {
    const response = await fetch(`/api/models/${id}/errors/${weightsHash}`, { signal });
    return response.ok ? new Float32Array(await response.arrayBuffer()) : null;
  } catch {
    return null;
  }
}
