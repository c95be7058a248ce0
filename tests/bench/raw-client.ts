import { WebSocket } from "ws";
import { DIALECTS, type Dialect, type Message } from "./dialects.ts";
import type { ServerKind } from "./server.ts";

/**
 * The least that Socket.IO asks of a client, so that hundreds fit into the process that times them:
 * opens, joins, answers pings, and hands on every message with its time.
 */
export interface RawClient {
  slot: number;
  move: (seq: number, z: Float32Array) => void;
  /** A binary packet of our own server. */
  send: (packet: ArrayBuffer) => void;
  /** The reply of a command; rejects when the connection ends before. */
  ask: (event: string, request: unknown) => Promise<unknown>;
  /** False when the server closed it. */
  isOpen: () => boolean;
  close: () => void;
}

export interface RawOptions {
  url: string;
  kind: ServerKind;
  roomId: string;
  latentDim: number;
  onMessage: (message: Message) => void;
}

/** @throws Error when the server refuses or ends the connection before the seat is taken */
export async function connectRaw(options: RawOptions): Promise<RawClient> {
  const { url, kind, roomId, latentDim, onMessage } = options;
  const dialect = DIALECTS[kind];
  const address = `${url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`;
  const socket = new WebSocket(address, { perMessageDeflate: false });
  const asked = new Map<
    number,
    { resolve: (reply: unknown) => void; reject: (e: Error) => void }
  >();
  let asks = 0;
  const ask = (event: string, request: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      if (socket.readyState !== WebSocket.OPEN) return reject(new Error("not connected"));
      const id = asks++;
      asked.set(id, { resolve, reject });
      socket.send(dialect.ask(id, event, request));
    });

  await new Promise<void>((resolve, reject) => {
    const fail = (cause: Error) => {
      reject(cause);
      for (const waiting of asked.values()) waiting.reject(cause);
      asked.clear();
    };
    socket.on("error", fail);
    socket.on("close", (code) => fail(new Error(`the server closed the connection (${code})`)));
    socket.on("message", (data: Buffer, isBinary: boolean) => {
      const message = isBinary ? data : data.toString();
      const pong = handshake(message, dialect);
      if (pong) return socket.send(pong);
      const answer = dialect.answer(message);
      if (answer === null) return onMessage(message);
      if (answer === "connected") return resolve();
      asked.get(answer.id)?.resolve(answer.reply);
      asked.delete(answer.id);
    });
  });
  const reply = await ask("join", dialect.joinRequest(roomId, latentDim));
  return {
    slot: slotOf(reply),
    move(seq, z) {
      for (const message of dialect.move(seq, z)) socket.send(message);
    },
    send: (packet) => socket.send(packet),
    ask,
    isOpen: () => socket.readyState === WebSocket.OPEN,
    close: () => socket.terminate(),
  };
}

/** The answer to Engine.IO's open and ping; null for anything else. */
function handshake(message: Message, { connect }: Dialect): Dialect["connect"] | null {
  if (typeof message !== "string") return null;
  if (message.startsWith("0")) return connect;
  return message === "2" ? "3" : null;
}

/** @throws Error with the fault of a refused join */
function slotOf(reply: unknown): number {
  const { slot, value, fault } = reply as {
    slot?: number;
    value?: { slot: number };
    fault?: { code: string };
  };
  const seat = slot ?? value?.slot;
  if (seat === undefined) throw new Error(`the server refused a bot: ${fault?.code}`);
  return seat;
}
