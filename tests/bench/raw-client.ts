import { WebSocket } from "ws";
import { someone } from "../helpers/client.ts";

/**
 * The least that Socket.IO asks of a client, so that hundreds fit into the process that times them:
 * opens, joins, answers pings, and hands on every message with its time.
 */
export interface RawClient {
  slot: number;
  send: (bytes: ArrayBuffer) => void;
  close: () => void;
}

export interface RawOptions {
  url: string;
  roomId: string;
  /** Of the naive server: its join wants this instead of a person. */
  naiveLatentDim?: number;
  onMessage: (message: string | Buffer) => void;
}

const ACK_ID = 0;

export function connectRaw({
  url,
  roomId,
  naiveLatentDim,
  onMessage,
}: RawOptions): Promise<RawClient> {
  const socket = new WebSocket(
    `${url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`,
    {
      perMessageDeflate: false,
    },
  );
  const request =
    naiveLatentDim === undefined ? someone(roomId) : { roomId, latentDim: naiveLatentDim };
  return new Promise((resolve, reject) => {
    socket.on("error", reject);
    socket.on("message", (data: Buffer, isBinary: boolean) => {
      const text = isBinary ? "" : data.toString();
      const answer = handshake(text, request);
      if (answer) socket.send(answer);
      else if (text.startsWith(`43${ACK_ID}`))
        resolve(seated(socket, text, naiveLatentDim !== undefined));
      else onMessage(isBinary ? data : text);
    });
  });
}

/** The answer to Engine.IO's open and ping and to Socket.IO's connect; null for anything else. */
function handshake(text: string, request: object): string | null {
  if (text.startsWith("0")) return "40";
  if (text === "2") return "3";
  if (text.startsWith("40")) return `42${ACK_ID}${JSON.stringify(["join", request])}`;
  return null;
}

function seated(socket: WebSocket, text: string, naive: boolean): RawClient {
  const [reply] = JSON.parse(text.slice(3)) as [{ slot?: number; value?: { slot: number } }];
  return {
    slot: reply.slot ?? reply.value?.slot ?? -1,
    send(bytes) {
      // Plain Socket.IO announces an attachment in a text message of its own.
      if (naive) socket.send('451-["cursor",{"_placeholder":true,"num":0}]');
      socket.send(bytes);
    },
    close: () => socket.terminate(),
  };
}
