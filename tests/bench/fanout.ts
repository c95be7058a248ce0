import { percentile } from "../../server/latent/percentile.ts";
import { encodeCursor } from "../../server/protocol/cursor-packet.ts";
import type { Bench } from "./options.ts";
import { connectRaw, type RawClient } from "./raw-client.ts";
import { printTable, round } from "./report.ts";
import { type BenchServer, type ServerFigures, startBenchServer } from "./server.ts";

interface Figures extends ServerFigures {
  p50_ms: number;
  p99_ms: number;
  images_per_s: number;
}

/** One presenter moves, hundreds follow: from the presenter's move to its image at each follower. */
export const fanoutBench: Bench = {
  about:
    "500 followers of one presenter at 30 Hz: move to image at each of them; beside a naive server",
  async run({ quick, model, clients = 500, hz = 30, seconds = quick ? 3 : 15 }) {
    const ours = await measure("ours", { model, clients, hz, seconds });
    const naive = await measure("naive", { model, clients, hz, seconds });
    const row = (name: string, key: keyof Figures) => [name, ours[key], naive[key]];
    printTable(`fanout: ${clients} followers at ${hz} Hz for ${seconds} s`, [
      ["", "ours", "naive"],
      row("image at a follower p50 ms", "p50_ms"),
      row("image at a follower p99 ms", "p99_ms"),
      row("images delivered/s", "images_per_s"),
      row("event loop p99 ms", "event_loop_p99_ms"),
      row("server RSS MB", "rss_mb"),
    ]);
    return { clients, hz, ...rounded(ours), naive: rounded(naive) };
  },
};

interface Run {
  model: string;
  clients: number;
  hz: number;
  seconds: number;
}

async function measure(
  kind: "ours" | "naive",
  { model, clients, hz, seconds }: Run,
): Promise<Figures> {
  const server = await startBenchServer(kind, model);
  const sentAt = new Map<number, number>();
  const latencies: number[] = [];
  const state = { counting: false };
  const arrived = (seq: number) => {
    const sent = sentAt.get(seq);
    if (state.counting && sent !== undefined) latencies.push(performance.now() - sent);
  };
  const followers = await connectAll(server, clients, () => (message) => {
    const seq = kind === "ours" ? imageSeqOf(message) : naiveSeqOf(message);
    if (seq !== null) arrived(seq);
  });
  const [presenter] = await connectAll(server, 1, () => () => undefined);
  let seq = 0;
  const timer = setInterval(() => {
    seq++;
    sentAt.set(seq, performance.now());
    const z = Float32Array.from(
      { length: server.latentDim },
      (_, d) => 1.5 * Math.sin(seq / 20 + d),
    );
    presenter?.send(encodeCursor(seq, z));
  }, 1000 / hz);
  await sleep(1500);
  server.measure();
  state.counting = true;
  await sleep(seconds * 1000);
  state.counting = false;
  clearInterval(timer);
  const figures = await server.report();
  for (const client of [...followers, presenter]) client?.close();
  server.stop();
  return {
    ...figures,
    p50_ms: percentile(latencies, 0.5) ?? 0,
    p99_ms: percentile(latencies, 0.99) ?? 0,
    images_per_s: latencies.length / seconds,
  };
}

async function connectAll(
  { url, roomIds: [roomId = ""], latentDim, kind }: BenchServer,
  count: number,
  listen: () => (message: string | Buffer) => void,
): Promise<RawClient[]> {
  const clients: RawClient[] = [];
  // In groups: five hundred handshakes at once would measure the operating system's backlog.
  while (clients.length < count) {
    const group = Array.from({ length: Math.min(25, count - clients.length) }, () =>
      connectRaw({
        url,
        roomId,
        onMessage: listen(),
        ...(kind === "naive" ? { naiveLatentDim: latentDim } : {}),
      }),
    );
    clients.push(...(await Promise.all(group)));
  }
  return clients;
}

/** The first cursor's imageSeq of a tick whose first cursor has an image (frame.ts). */
function imageSeqOf(message: string | Buffer): number | null {
  if (typeof message === "string" || message[0] !== 1 || message.readUInt16LE(2) === 0) return null;
  return message.readUInt16LE(18) & 1 ? message.readUInt32LE(24) : null;
}

function naiveSeqOf(message: string | Buffer): number | null {
  if (typeof message !== "string") return null;
  const found = /"seq":(\d+)/.exec(message);
  return found ? Number(found[1]) : null;
}

function rounded({ p50_ms, p99_ms, images_per_s, event_loop_p99_ms, rss_mb }: Figures) {
  return {
    p50_ms: round(p50_ms),
    p99_ms: round(p99_ms),
    images_per_s: round(images_per_s, 0),
    event_loop_p99_ms: round(event_loop_p99_ms),
    rss_mb: round(rss_mb, 0),
  };
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
