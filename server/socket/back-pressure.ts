import type { RoomSocket } from "./types.ts";

/** About three ticks of a class of thirty; beyond it a receiver is not keeping up. */
const MAX_BUFFERED_BYTES = 64 * 1024;
const MAX_WAITING_PACKETS = 16;

/**
 * True when what was sent before has not left yet. Sockets like this are skipped, not queued for:
 * a slow receiver gets fewer frames, never old ones, and holds nobody up.
 */
export function isBehind(socket: RoomSocket): boolean {
  const { conn } = socket;
  // Engine.IO holds packets here while the transport is busy (upgrade, long polling, a full pipe).
  if ((conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length > MAX_WAITING_PACKETS)
    return true;
  const { socket: raw } = conn.transport as unknown as { socket?: { bufferedAmount?: number } };
  return (raw?.bufferedAmount ?? 0) > MAX_BUFFERED_BYTES;
}
