import { io, type Socket } from "socket.io-client";
import { percentile } from "../../server/latent/percentile.ts";
import { PLAYBACK_SLOT } from "../../server/protocol/entities.ts";
import { decodeTick, encodeCursor } from "../../server/protocol/frame.ts";
import * as parser from "../../server/protocol/parser.ts";
import { someone, toArrayBuffer } from "../helpers/client.ts";
import { inflate } from "../helpers/inflate.ts";

export interface Load {
  url: string;
  roomId: string;
  latentDim: number;
  clients: number;
  hz: number;
  seconds: number;
  naive: boolean;
  /** Called when the warm-up is over and counting begins. */
  onMeasure: () => void;
}

export interface BotFigures {
  own_ms: Record<"p50" | "p95" | "p99", number>;
  others_ms: Record<"p50" | "p95" | "p99", number>;
  frames_per_s: number;
  bytes_per_client_per_s: number;
}

interface Bot {
  socket: Socket;
  slot: number;
  /** Send time of each move by seq. */
  sentAt: Float64Array;
  seq: number;
  phase: number;
}

const WARM_UP_MS = 1500;
const SEQ_MAX = 1 << 17;

/** People on circles through the latent space, all in this process, so that one clock times a move and its images. */
export async function runBots(load: Load): Promise<BotFigures> {
  const own: number[] = [];
  const others: number[] = [];
  let bytes = 0;
  let frames = 0;
  let counting = false;
  const bySlot = new Map<number, Bot>();

  const image = (receiver: Bot, slot: number, seq: number) => {
    if (!counting || slot === PLAYBACK_SLOT) return;
    const sender = bySlot.get(slot);
    const sent = sender?.sentAt[seq];
    if (!sender || !sent) return;
    frames++;
    (sender === receiver ? own : others).push(performance.now() - sent);
  };
  const bots = await Promise.all(Array.from({ length: load.clients }, (_, i) => join(load, i)));
  for (const bot of bots) {
    bySlot.set(bot.slot, bot);
    bot.socket.io.engine.on("packet", ({ data }: { data?: string | Uint8Array }) => {
      if (counting && data) bytes += data.length;
    });
    // Our server repeats the own image in the tick for everyone; only the one sent alone counts.
    const receive = (packet: ArrayBuffer, mine: boolean) => {
      for (const cursor of decodeTick(toArrayBuffer(packet), inflate)) {
        if (cursor.pixels && (cursor.slot === bot.slot) === mine)
          image(bot, cursor.slot, cursor.imageSeq);
      }
    };
    bot.socket.on("frame", (packet: ArrayBuffer) => receive(packet, true));
    bot.socket.on("tick", (packet: ArrayBuffer) => receive(packet, false));
    bot.socket.on("image", ({ slot, seq }: { slot: number; seq: number }) => image(bot, slot, seq));
  }

  const timers = bots.map((bot, i) => {
    const step = () => move(bot, load);
    // Spread over the interval, as people are.
    return setTimeout(
      () => timersOf.push(setInterval(step, 1000 / load.hz)),
      (i / bots.length) * (1000 / load.hz),
    );
  });
  const timersOf: NodeJS.Timeout[] = [];
  await sleep(WARM_UP_MS);
  load.onMeasure();
  counting = true;
  const start = performance.now();
  await sleep(load.seconds * 1000);
  counting = false;
  const seconds = (performance.now() - start) / 1000;
  for (const timer of [...timers, ...timersOf]) clearInterval(timer);
  for (const { socket } of bots) socket.disconnect();
  return {
    own_ms: spread(own),
    others_ms: spread(others),
    frames_per_s: frames / seconds,
    bytes_per_client_per_s: bytes / seconds / load.clients,
  };
}

async function join({ url, roomId, latentDim, naive }: Load, index: number): Promise<Bot> {
  const socket: Socket = io(url, {
    // The naive server speaks plain Socket.IO.
    ...(naive ? {} : { parser }),
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
  });
  const request = naive ? { latentDim } : someone(roomId);
  const slot = await new Promise<number>((resolve, reject) => {
    socket.once("connect_error", reject);
    socket.emit("join", request, (reply: { slot?: number; value?: { slot: number } }) =>
      resolve(reply.slot ?? reply.value?.slot ?? -1),
    );
  });
  return { socket, slot, sentAt: new Float64Array(SEQ_MAX), seq: 0, phase: index };
}

function move(bot: Bot, { latentDim }: Load): void {
  const angle = bot.phase + bot.seq / 20;
  const z = Float32Array.from({ length: latentDim }, (_, d) => 1.5 * Math.sin(angle + d));
  bot.seq++;
  bot.sentAt[bot.seq % SEQ_MAX] = performance.now();
  bot.socket.emit("cursor", encodeCursor(bot.seq, z));
}

function spread(values: readonly number[]): BotFigures["own_ms"] {
  return {
    p50: percentile(values, 0.5) ?? 0,
    p95: percentile(values, 0.95) ?? 0,
    p99: percentile(values, 0.99) ?? 0,
  };
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
