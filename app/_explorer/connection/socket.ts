import { io, type Socket } from "socket.io-client";
import type { ClientToServerEvents } from "../../../server/protocol/commands.ts";
import type { ServerToClientEvents } from "../../../server/protocol/events.ts";
import * as parser from "../../../server/protocol/parser.ts";

export type ExplorerSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

export type OpenSocket = (roomId: string) => ExplorerSocket;

const OPEN_MS = 8_000;

/** A socket that connects once; coming back is up to comeback.ts, which knows whether anybody looks. */
export const openSocket: OpenSocket = (roomId) =>
  io({
    parser,
    transports: ["websocket", "polling"],
    // Without it a proxy that lets no WebSocket through keeps a school out: polling would never be tried.
    tryAllTransports: true,
    query: { room: roomId },
    reconnection: false,
    timeout: OPEN_MS,
    // Another room in the same tab is another connection.
    forceNew: true,
  });

let current: ExplorerSocket | null = null;

/** The open socket, for commands.ts; null outside a room. */
export function currentSocket(): ExplorerSocket | null {
  return current;
}

export function setCurrentSocket(socket: ExplorerSocket | null): void {
  current = socket;
}

/** Whether what was sent last is still in this page: in Engine.IO's buffer, or in the browser's. */
export function isBusy(socket: ExplorerSocket): boolean {
  const { engine } = socket.io;
  // Engine.IO keeps the WebSocket to itself, and only the browser knows what it has not sent yet.
  const { ws } = engine.transport as unknown as { ws?: { bufferedAmount?: number } };
  return engine.writeBuffer.length > 0 || (ws?.bufferedAmount ?? 0) > 0;
}
