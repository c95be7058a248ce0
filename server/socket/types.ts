import type { Logger } from "pino";
import type { Server, Socket } from "socket.io";
import type { ClientToServerEvents, ServerToClientEvents } from "../protocol/events.ts";

/** What the server keeps per connection. */
interface SocketData {
  seat: { roomId: string; slot: number } | null;
  /** Skipped because too much waits to be sent; gets a full snapshot when drained. */
  behind: boolean;
}

type NoEvents = Record<string, never>;
export type RoomServer = Server<ClientToServerEvents, ServerToClientEvents, NoEvents, SocketData>;
export type RoomSocket = Socket<ClientToServerEvents, ServerToClientEvents, NoEvents, SocketData>;
export type Log = Pick<Logger, "info" | "warn" | "error">;
