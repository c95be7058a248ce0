import {
  Decoder as BaseDecoder,
  Encoder as BaseEncoder,
  type Packet,
  PacketType,
} from "socket.io-parser";
import type { ServerEventName, ServerEvents } from "./events.ts";
import { PACKET_KINDS } from "./frame.ts";

/**
 * Socket.IO's own parser sends a binary event as two messages, JSON with a placeholder and then the bytes. Ours are
 * self-describing and come thirty times a second to everyone, so they travel as one message, bytes as they are.
 * Everything else is left to the standard parser.
 */
const EVENT_OF_KIND: Record<number, string> = Object.fromEntries(
  Object.entries(PACKET_KINDS).map(([event, kind]) => [kind, event]),
);

export class Encoder extends BaseEncoder {
  override encode(packet: Packet): ReturnType<BaseEncoder["encode"]> {
    const [event, payload] =
      packet.type === PacketType.EVENT && packet.id === undefined ? (packet.data as unknown[]) : [];
    const kind = (PACKET_KINDS as Record<string, number>)[String(event)];
    if (kind !== undefined && isBytes(payload) && firstByte(payload) === kind)
      return [payload] as never;
    return super.encode(packet);
  }
}

const encoder = new BaseEncoder();

/** An event as the message that every receiver gets: made once for all of them. */
export function eventMessage<E extends ServerEventName>(
  event: E,
  payload: ServerEvents[E],
): string {
  const packet = { type: PacketType.EVENT, nsp: "/", data: [event, payload] };
  return encoder.encode(packet)[0] as string;
}

export class Decoder extends BaseDecoder {
  override add(message: unknown): void {
    const reconstructing = (this as unknown as { reconstructor: unknown }).reconstructor;
    if (reconstructing || !isBytes(message)) {
      super.add(message);
      return;
    }
    // Bytes of no known kind go to the cursor handler, which answers them with a code.
    const event = EVENT_OF_KIND[firstByte(message) ?? -1] ?? "cursor";
    this.emitReserved("decoded", { type: PacketType.EVENT, nsp: "/", data: [event, message] });
  }
}

function isBytes(value: unknown): value is ArrayBuffer | Uint8Array {
  return value instanceof ArrayBuffer || value instanceof Uint8Array;
}

function firstByte(bytes: ArrayBuffer | Uint8Array): number | undefined {
  return (bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes)[0];
}
