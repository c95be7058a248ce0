import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { percentile } from "../../server/latent/percentile.ts";
import { launchBrowser } from "../helpers/browser.ts";
import { startServer } from "../helpers/start-server.ts";
import { moveAll, seatBots } from "./bots.ts";
import type { Bench } from "./options.ts";
import { dragOn, dragOnce, type Felt, grab, pressOnce } from "./page/moves.ts";
import { openPair, type Pair } from "./page/pages.ts";
import { printTable, round } from "./report.ts";

/** Beside the two pages, so that thirty move or look on. */
const CROWD = 28;
const CROWD_HZ = 30;

interface Plan {
  moves: number;
  presses: number;
  dragSeconds: number;
}

/** A first move after a rest, a first move by a key, and a drag that does not pause. */
type Ways = Record<"first" | "key" | "drag", Felt>;

/** What a person feels: from a pointer's or key's event to the own image in the page's hands, and in another page's. */
export const pageBench: Bench = {
  about: "Chromium against `npm start`: pointer event to own image, and to the other page's",
  async run({ quick, model }) {
    const plan = quick
      ? { moves: 6, presses: 3, dragSeconds: 1 }
      : { moves: 60, presses: 30, dragSeconds: 10 };
    const folder = mkdtempSync(join(tmpdir(), "latent-commons-"));
    const server = await startServer({ DATABASE_URL: `file:${join(folder, "bench.db")}` });
    const browser = await launchBrowser();
    try {
      const roomId = await createRoom(server.url, model);
      const pair = await openPair(browser, `${server.url}/room/${roomId}`);
      const alone = await measure(pair, plan);
      const bots = await seatBots({ url: server.url, roomId, model, count: CROWD, hz: CROWD_HZ });
      const stopMoving = moveAll(bots, CROWD_HZ);
      await new Promise((resolve) => setTimeout(resolve, 1500));
      const crowd = await measure(pair, plan);
      stopMoving();
      for (const { client } of bots) client.close();
      print(alone, crowd);
      return {
        own_ms: figures(alone.first.own),
        other_ms: figures(alone.first.other),
        crowd_own_ms: figures(crowd.first.own),
        crowd_other_ms: figures(crowd.first.other),
        drag_own_ms: figures(alone.drag.own),
        drag_other_ms: figures(alone.drag.other),
        crowd_drag_own_ms: figures(crowd.drag.own),
        crowd_drag_other_ms: figures(crowd.drag.other),
        key_own_ms: figures(alone.key.own),
        key_other_ms: figures(alone.key.other),
        crowd_key_own_ms: figures(crowd.key.own),
        crowd_key_other_ms: figures(crowd.key.other),
        moves: plan.moves,
        lost: alone.first.lost + alone.key.lost + crowd.first.lost + crowd.key.lost,
        people: [1, CROWD + 2],
      };
    } finally {
      await browser.close();
      await server.stop();
    }
  },
};

async function measure(pair: Pair, { moves, presses, dragSeconds }: Plan): Promise<Ways> {
  const grip = await grab(pair.mover.page);
  const first = await dragOnce(pair, grip, moves);
  const drag = await dragOn(pair, grip, dragSeconds);
  await pair.mover.page.mouse.up();
  const key = await pressOnce(pair, presses);
  return { first, key, drag };
}

async function createRoom(url: string, modelId: string): Promise<string> {
  const response = await fetch(`${url}/api/rooms`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "Bench", modelId }),
  });
  if (!response.ok) throw new Error(`no room was made: ${response.status}`);
  return ((await response.json()) as { id: string }).id;
}

function figures(times: readonly number[]) {
  const at = (share: number) => {
    const value = percentile(times, share);
    return value === null ? null : round(value, 1);
  };
  return { p50: at(0.5), p95: at(0.95) };
}

function print(alone: Ways, crowd: Ways): void {
  const cells = (times: readonly number[]) => {
    const { p50, p95 } = figures(times);
    return [p50 ?? Number.NaN, p95 ?? Number.NaN];
  };
  const row = (name: string, pick: (ways: Ways) => Felt, side: "own" | "other") => [
    name,
    ...cells(pick(alone)[side]),
    ...cells(pick(crowd)[side]),
  ];
  const lost = [alone, crowd].map(({ first, key }) => first.lost + key.lost);
  printTable(
    `page: event to image, ms, software WebGL; one person, then ${CROWD + 2} in the room`,
    [
      ["", "p50", "p95", "crowd p50", "crowd p95"],
      row("first move of a drag, own image", ({ first }) => first, "own"),
      row("… on the other page", ({ first }) => first, "other"),
      row("first move by a key, own image", ({ key }) => key, "own"),
      row("… on the other page", ({ key }) => key, "other"),
      row("each image of a 60 Hz drag, own", ({ drag }) => drag, "own"),
      row("… on the other page", ({ drag }) => drag, "other"),
      ["moves without an image", lost[0] ?? 0, "", lost[1] ?? 0, ""],
    ],
  );
}
