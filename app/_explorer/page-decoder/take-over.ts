import { percentile } from "../../../server/latent/percentile.ts";
import type { Connection } from "../store.ts";

/** Beyond this an image no longer seems to follow the hand. */
export const LATE_MS = 400;
/** About as many as a second of moving brings: after that the server is trusted again. */
const RECENT = 20;

/** How the server has served this page lately. */
export interface Service {
  connection: Connection["state"];
  /** The server says that its decoder answers with errors. */
  failing: boolean;
  /** How long the oldest move without an image has waited. */
  waitingMs: number;
  /** Milliseconds from a move to its image, newest last. */
  latencies: readonly number[];
}

/**
 * Whether the page decodes moves itself now. It only adds images: whatever the server draws for the same or a newer
 * move replaces them, so a wrong yes costs a little battery and is never seen.
 */
export function pageShouldDraw({ connection, failing, waitingMs, latencies }: Service): boolean {
  if (connection === "reconnecting") return true;
  if (connection !== "joined") return false;
  if (failing || waitingMs > LATE_MS) return true;
  // One slow image, such as a server's first, says nothing about the next.
  if (latencies.length < RECENT) return false;
  return (percentile(latencies.slice(-RECENT), 0.95) ?? 0) > LATE_MS;
}
