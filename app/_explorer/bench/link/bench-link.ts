import type { BenchState } from "../../../../server/protocol/bench.ts";
import { fromBase64Url, toBase64Url } from "../../view-link/base64-url.ts";

/** Pixels of 4,096 letters, and the rest, in base64. */
const MAX_CHARS = 8_000;
const MODEL_ID = /^[a-z0-9][a-z0-9-]{0,39}$/;

/** What `?bench=` asks for: a whole bench, or one that shows a model. */
export type LinkedBench = { state: BenchState } | { model: string };

/** The value of `bench=` in a link. */
export function writeBenchLink(state: BenchState): string {
  return toBase64Url(new TextEncoder().encode(JSON.stringify(state)));
}

/** @returns null for anything but what `writeBenchLink` writes, or a model's id */
export async function readBenchLink(text: string): Promise<LinkedBench | null> {
  if (MODEL_ID.test(text)) return { model: text };
  const bytes = fromBase64Url(text, MAX_CHARS);
  if (!bytes) return null;
  // With the library that reads schemas, which no page needs otherwise.
  const { benchStateSchema } = await import("../../../../server/protocol/bench-schema.ts");
  try {
    const parsed = benchStateSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return parsed.success ? { state: parsed.data } : null;
  } catch {
    // No JSON.
    return null;
  }
}
