import { accepted, connectClient } from "../helpers/client.ts";
import type { BenchServer } from "./server.ts";

const WATCH_MS = 800;
/** Sixteen grey levels are the multiples of this. */
const LEVEL = 17;

/**
 * Joins while the others still move and looks at their images as a page does: 4 bits where most have sixteen levels, 8
 * where not; NaN where images travel as files, whose pixels are not looked at here.
 */
export async function crowdBits({ url, roomIds: [roomId = ""] }: BenchServer): Promise<number> {
  const watcher = await connectClient(url);
  const { slot } = accepted(await watcher.join(roomId));
  await new Promise((resolve) => setTimeout(resolve, WATCH_MS));
  const images = [...watcher.cursors.values()].filter((cursor) => cursor.slot !== slot);
  const pixels = images.flatMap((cursor) => (cursor.pixels ? [cursor.pixels] : []));
  watcher.close();
  if (pixels.length === 0) return Number.NaN;
  const coarse = pixels.filter((image) => image.every((value) => value % LEVEL === 0));
  return coarse.length > pixels.length / 2 ? 4 : 8;
}
