import { readCatalog } from "../../server/engine/catalog.ts";
import { PLAYBACK_SLOT } from "../../server/protocol/entities.ts";
import { ARTIFACTS } from "../helpers/artifacts.ts";
import { crowdBits } from "./crowd-bits.ts";
import { DIALECTS, type Message } from "./dialects.ts";
import { type PresenterView, presenterView } from "./presenter-view.ts";
import { connectRaw, type RawClient } from "./raw-client.ts";
import { createSamples } from "./samples.ts";
import type { BenchServer, ServerFigures } from "./server.ts";
import { createWalk, type Walk, type WalkName } from "./walks.ts";

export interface Load {
  server: BenchServer;
  /** People in each room. */
  clients: number;
  /** How many of them move; all where left out. */
  movers?: number;
  hz: number;
  /** Everyone follows the first who moves, who shows their view at this rate too; our server only. */
  viewHz?: number;
  seconds: number;
  walk: WalkName;
  /** Called when the warm-up is over and counting begins. */
  onMeasure?: (() => void) | undefined;
}

/** What the bots saw, and what the server said of itself when they had seen enough. */
export interface RoomFigures extends ServerFigures {
  own_ms: Record<"p50" | "p95" | "p99", number>;
  others_ms: Record<"p50" | "p95" | "p99", number>;
  /** From a presenter's view to each follower; NaN without one. */
  view_ms: Record<"p50" | "p95" | "p99", number>;
  frames_per_s: number;
  moves_per_s: number;
  bytes_per_client_per_s: number;
  /** Grey levels of others' images while they move, in bits. */
  crowd_bits: number;
}

interface Bot {
  client: RawClient;
  walk: Walk;
  /** Send time of each move by seq. */
  sentAt: Float64Array;
  seq: number;
  step: number;
}

const WARM_UP_MS = 1500;
const SEQ_MAX = 1 << 13;
/** Handshakes at once; more would measure the operating system's backlog. */
const GROUP = 25;

/**
 * People who walk through the latent space, all in this process, so that one clock times a move and its images.
 * They read no more of a packet than whose images are in it: five hundred of them must not be slower than the server.
 * @throws Error when the server refused or closed a connection
 */
export async function runBots(load: Load): Promise<RoomFigures> {
  const { server, clients, movers = clients, hz, walk } = load;
  const own = createSamples();
  const others = createSamples();
  const counted = { bytes: 0, frames: 0, moves: 0, on: false };
  const presented = presenterView(() => counted.on);
  const rooms = new Map<string, Map<number, Bot>>();
  const { scan } = DIALECTS[server.kind];

  const listen = (roomId: string) => {
    const bySlot = rooms.get(roomId) ?? new Map<number, Bot>();
    rooms.set(roomId, bySlot);
    const self: { bot: Bot | null } = { bot: null };
    const seen = new Map<number, number>();
    const image = (slot: number, seq: number) => {
      // Who stands still is told once more in full depth: the image was there before.
      if (seq <= (seen.get(slot) ?? 0)) return;
      seen.set(slot, seq);
      const sender = bySlot.get(slot);
      const sent = sender?.sentAt[seq % SEQ_MAX];
      if (!sender || !sent || slot === PLAYBACK_SLOT) return;
      counted.frames++;
      (sender === self.bot ? own : others).add(performance.now() - sent);
    };
    const onMessage = (message: Message) => {
      if (!counted.on) return;
      counted.bytes += message.length;
      presented.heard(message, self.bot?.client);
      scan(message, self.bot?.client.slot ?? 0, image);
    };
    return { self, bySlot, onMessage };
  };

  const bots: Bot[] = [];
  const moving: Bot[] = [];
  const seats = server.roomIds.flatMap((roomId) =>
    Array.from({ length: clients }, (_, i) => ({ roomId, moves: i < movers })),
  );
  for (let at = 0; at < seats.length; at += GROUP) {
    const group = seats.slice(at, at + GROUP).map(async ({ roomId, moves }, i) => {
      const { self, bySlot, onMessage } = listen(roomId);
      const client = await connectRaw({ ...server, roomId, onMessage });
      const bot = createBot(client, createWalk(walk, at + i, { latentDim: server.latentDim, hz }));
      if (moves) moving.push(bot);
      self.bot = bot;
      bySlot.set(client.slot, bot);
      bots.push(bot);
    });
    await Promise.all(group);
  }

  const onMove = () => {
    if (counted.on) counted.moves++;
  };
  const stopMoving = moveAll(moving, hz, onMove);
  const stopShowing = await show(presented, load, moving[0], bots);
  await sleep(WARM_UP_MS);
  server.measure();
  load.onMeasure?.();
  counted.on = true;
  const start = performance.now();
  await sleep(load.seconds * 1000);
  counted.on = false;
  const seconds = (performance.now() - start) / 1000;
  const figures = await server.report();
  const lost = bots.filter(({ client }) => !client.isOpen()).length;
  const bits = server.kind === "ours" ? await crowdBits(server) : 8;
  stopMoving();
  stopShowing();
  for (const { client } of bots) client.close();
  if (lost > 0) throw new Error(`the server closed ${lost} of ${bots.length} connections`);
  return {
    ...figures,
    own_ms: own.spread(),
    others_ms: others.spread(),
    view_ms: presented.spread(),
    frames_per_s: counted.frames / seconds,
    moves_per_s: counted.moves / seconds,
    bytes_per_client_per_s: counted.bytes / seconds / bots.length,
    crowd_bits: bits,
  };
}

/** People without ears, to be moved about beside something else that is measured. */
export async function seatBots(options: {
  url: string;
  roomId: string;
  model: string;
  count: number;
  hz: number;
}): Promise<Bot[]> {
  const { url, roomId, model, count, hz } = options;
  const latentDim = readCatalog(ARTIFACTS).get(model)?.card.latentDim ?? 3;
  return Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const seat = { url, roomId, latentDim, kind: "ours", onMessage: () => undefined } as const;
      return createBot(await connectRaw(seat), createWalk("circle", i, { latentDim, hz }));
    }),
  );
}

function show(
  presented: PresenterView,
  { server, viewHz }: Load,
  presenter: Bot | undefined,
  bots: readonly Bot[],
): Promise<() => void> {
  if (!viewHz || !presenter || server.kind !== "ours") return Promise.resolve(() => undefined);
  const followers = bots.filter((bot) => bot !== presenter).map(({ client }) => client);
  return presented.start(presenter.client, followers, viewHz);
}

function createBot(client: RawClient, walk: Walk): Bot {
  return { client, walk, sentAt: new Float64Array(SEQ_MAX), seq: 0, step: 0 };
}

/** Everyone moves at the same rate, spread over the interval as people are. Returns the undo. */
export function moveAll(
  bots: readonly Bot[],
  hz: number,
  onMove: () => void = () => undefined,
): () => void {
  const interval = 1000 / hz;
  const timers: NodeJS.Timeout[] = [];
  for (const [i, bot] of bots.entries()) {
    const step = () => {
      const z = bot.walk(bot.step++);
      if (!z || !bot.client.isOpen()) return;
      onMove();
      bot.seq++;
      bot.sentAt[bot.seq % SEQ_MAX] = performance.now();
      bot.client.move(bot.seq, z);
    };
    const begin = () => void timers.push(setInterval(step, interval));
    timers.push(setTimeout(begin, (i / bots.length) * interval));
  }
  return () => {
    for (const timer of timers) clearInterval(timer);
  };
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
