import { parseCursor } from "../protocol/cursor-packet.ts";
import { AppError } from "../protocol/errors.ts";
import { createRateLimit } from "./rate-limit.ts";
import type { Registry } from "./registry.ts";
import type { Log, RoomSocket } from "./types.ts";

/** A page sends 30 a second; what a faulty one sends beyond this is dropped unread. */
const CURSORS_PER_SECOND = 240;
/** One line and one fault a second tell a broken page enough. */
const FAULTS_PER_SECOND = 1;

/** The hot path: bytes in, one slot overwritten. Never answers, never throws, never queues. */
export function receiveCursors(socket: RoomSocket, registry: Registry, log: Log): void {
  const allowed = createRateLimit(CURSORS_PER_SECOND, CURSORS_PER_SECOND, () => performance.now());
  const mayComplain = createRateLimit(FAULTS_PER_SECOND, 1, () => performance.now());
  const complain = (code: "bad_latent" | "not_joined") => {
    if (!mayComplain()) return;
    log.warn({ socket: socket.id, code }, "cursor refused");
    socket.emit("fault", new AppError(code).toFault());
  };
  socket.on("cursor", (packet: unknown) => {
    if (!allowed()) return;
    const seat = registry.seatOf(socket);
    if (!seat) return complain("not_joined");
    const bytes = toBytes(packet);
    const cursor = bytes && parseCursor(bytes, seat.room.card.latentDim);
    if (cursor) seat.room.move(seat.slot, cursor.seq, cursor.z);
    else complain("bad_latent");
  });
}

function toBytes(packet: unknown): Uint8Array | null {
  if (packet instanceof Uint8Array) return packet;
  return packet instanceof ArrayBuffer ? new Uint8Array(packet) : null;
}
