import { encodeCursor } from "../../server/protocol/cursor-packet.ts";
import { PLAYBACK_SLOT } from "../../server/protocol/entities.ts";
import { PACKET_KINDS, scanImages } from "../../server/protocol/frame.ts";
import { connectRaw, type RawClient } from "./raw-client.ts";

export interface Load {
  url: string;
  roomIds: readonly string[];
  latentDim: number;
  /** People in each room. */
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
  client: RawClient;
  /** Send time of each move by seq. */
  sentAt: Float64Array;
  seq: number;
  phase: number;
}

const WARM_UP_MS = 1500;
const SEQ_MAX = 1 << 13;
/** Handshakes at once; more would measure the operating system's backlog. */
const GROUP = 25;

/**
 * People on circles through the latent space, all in this process, so that one clock times a move and its images.
 * They read no more of a packet than whose images are in it: five hundred of them must not be slower than the server.
 */
export async function runBots(load: Load): Promise<BotFigures> {
  const own = createSamples();
  const others = createSamples();
  let bytes = 0;
  let frames = 0;
  let counting = false;
  const rooms = new Map<string, Map<number, Bot>>();

  const listen = (roomId: string) => {
    const bySlot = rooms.get(roomId) ?? new Map<number, Bot>();
    rooms.set(roomId, bySlot);
    const self: { bot: Bot | null } = { bot: null };
    const image = (slot: number, seq: number) => {
      const sender = bySlot.get(slot);
      const sent = sender?.sentAt[seq % SEQ_MAX];
      if (!sender || !sent || slot === PLAYBACK_SLOT) return;
      frames++;
      (sender === self.bot ? own : others).add(performance.now() - sent);
    };
    const onMessage = (message: string | Buffer) => {
      if (!counting) return;
      bytes += message.length;
      if (load.naive) scanNaive(message, image);
      else scanOurs(message, self.bot?.client.slot ?? 0, image);
    };
    return { self, bySlot, onMessage };
  };

  const bots: Bot[] = [];
  const seats = load.roomIds.flatMap((roomId) =>
    Array.from({ length: load.clients }, () => roomId),
  );
  for (let at = 0; at < seats.length; at += GROUP) {
    const group = seats.slice(at, at + GROUP).map(async (roomId, i) => {
      const { self, bySlot, onMessage } = listen(roomId);
      const naive = load.naive ? { naiveLatentDim: load.latentDim } : {};
      const client = await connectRaw({ url: load.url, roomId, onMessage, ...naive });
      const bot = { client, sentAt: new Float64Array(SEQ_MAX), seq: 0, phase: at + i };
      self.bot = bot;
      bySlot.set(client.slot, bot);
      bots.push(bot);
    });
    await Promise.all(group);
  }

  const stopMoving = moveAll(bots, load);
  await sleep(WARM_UP_MS);
  load.onMeasure();
  counting = true;
  const start = performance.now();
  await sleep(load.seconds * 1000);
  counting = false;
  const seconds = (performance.now() - start) / 1000;
  stopMoving();
  for (const { client } of bots) client.close();
  return {
    own_ms: own.spread(),
    others_ms: others.spread(),
    frames_per_s: frames / seconds,
    bytes_per_client_per_s: bytes / seconds / bots.length,
  };
}

type OnImage = (slot: number, seq: number) => void;

/** Our server repeats the own image in the tick for everyone; only the one sent alone counts. */
function scanOurs(message: string | Buffer, ownSlot: number, image: OnImage): void {
  if (typeof message === "string") return;
  const frame = message[0] === PACKET_KINDS.frame;
  scanImages(message, (slot, seq) => {
    if ((slot === ownSlot) === frame) image(slot, seq);
  });
}

/** The text that announces an attachment names the image; the attachment itself is not looked at. */
function scanNaive(message: string | Buffer, image: OnImage): void {
  if (typeof message !== "string") return;
  const found = /"slot":(\d+),"seq":(\d+)/.exec(message);
  if (found) image(Number(found[1]), Number(found[2]));
}

/** Everyone moves at the same rate, spread over the interval as people are. Returns the undo. */
function moveAll(bots: readonly Bot[], load: Load): () => void {
  const interval = 1000 / load.hz;
  const timers: NodeJS.Timeout[] = [];
  for (const [i, bot] of bots.entries()) {
    const begin = () => void timers.push(setInterval(() => move(bot, load), interval));
    timers.push(setTimeout(begin, (i / bots.length) * interval));
  }
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}

function move(bot: Bot, { latentDim }: Load): void {
  const angle = bot.phase + bot.seq / 20;
  const z = Float32Array.from({ length: latentDim }, (_, d) => 1.5 * Math.sin(angle + d));
  bot.seq++;
  bot.sentAt[bot.seq % SEQ_MAX] = performance.now();
  bot.client.send(encodeCursor(bot.seq, z));
}

/** Milliseconds to a hundredth up to SPAN_MS, counted rather than kept: a soak brings a hundred million. */
const SPAN_MS = 20_000;

function createSamples() {
  const counts = new Uint32Array(SPAN_MS * 100);
  let total = 0;
  const quantile = (p: number) => {
    let left = Math.ceil(total * p);
    for (const [bucket, count] of counts.entries()) {
      left -= count;
      if (left <= 0) return bucket / 100;
    }
    return SPAN_MS;
  };
  return {
    add(ms: number) {
      const bucket = Math.min(counts.length - 1, Math.max(0, Math.round(ms * 100)));
      counts[bucket] = (counts[bucket] ?? 0) + 1;
      total++;
    },
    spread: () => ({ p50: quantile(0.5), p95: quantile(0.95), p99: quantile(0.99) }),
  };
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
