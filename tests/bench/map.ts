import { setTimeout as sleep } from "node:timers/promises";
import { readCatalog } from "../../server/engine/catalog.ts";
import { latentOn, planeThrough } from "../../server/latent/map/map-plane.ts";
import { type MapGrid, mapGrid, type Tile, tileCells } from "../../server/latent/map/map-tiles.ts";
import { createRandom, gaussianVector } from "../../server/latent/random.ts";
import { type ThreeLatents, tileAddress, writePlaces } from "../../server/protocol/map-address.ts";
import type { ModelCard } from "../../server/protocol/model-card.ts";
import { ARTIFACTS } from "../helpers/artifacts.ts";
import type { Bench } from "./options.ts";
import { printTable, round } from "./report.ts";
import { startBenchServer } from "./server.ts";
import { byTurns, showSpread, spreadOf } from "./turns.ts";

/** What fills a laptop's screen between the panels. */
const TILES = 17;
/** As a page asks. */
const AT_ONCE = 4;
const LEVEL = 7;
/** After which the budget of decodes is full again. */
const REFILL_MS = 4200;

const SIDES = ["tiles", "batches of raw pixels", "a request for each image"] as const;
type Side = (typeof SIDES)[number];

/** Milliseconds until a screenful of a map that nobody has looked at is there, by turns with simpler ways to the same images. */
export const mapBench: Bench = {
  about:
    "milliseconds for 17 cold tiles of a map, beside 64 raw images a request and one image a request",
  async run({ quick, model }) {
    const card = readCatalog(ARTIFACTS).get(model)?.card;
    if (!card) throw new Error(`There is no model “${model}”.`);
    const server = await startBenchServer({ kind: "ours", model });
    const random = createRandom(1);
    try {
      const measure = async (side: Side) => {
        // Another plane each time: nothing of it is known.
        const places = [0, 1, 2].map(() => gaussianVector(random, card.latentDim));
        const begin = performance.now();
        await load(side, { url: server.url, card, places: places as never });
        const ms = performance.now() - begin;
        await sleep(REFILL_MS);
        return ms;
      };
      await measure("tiles");
      const runs = await byTurns(SIDES, quick ? 1 : 5, measure);
      const spread = (side: Side) => spreadOf(runs.get(side) ?? []);
      printTable(`map: ${TILES} cold tiles of ${model}, ${AT_ONCE} at once`, [
        ["", "ms", "÷ tiles"],
        ...SIDES.map((side) => [
          side,
          showSpread(spread(side)),
          spread(side).median / spread("tiles").median,
        ]),
      ]);
      return Object.fromEntries(SIDES.map((side) => [side, round(spread(side).median, 1)]));
    } finally {
      await server.stop();
    }
  },
};

interface Screen {
  url: string;
  card: ModelCard;
  places: ThreeLatents;
}

async function load(side: Side, screen: Screen): Promise<void> {
  const plane = planeThrough(screen.places, screen.card.projection);
  if (!plane) throw new Error("the places lie on a line");
  const grid = mapGrid(screen.card.imageShape, plane.reach);
  const tiles = screenful();
  if (side === "tiles") {
    const name = writePlaces(screen.places);
    return inTurn(tiles, (tile) => ask(screen.url + tileAddress(screen.card, name, tile)));
  }
  const latents = (tile: Tile, of: MapGrid) =>
    tileCells(of, tile).map(([u, v]) => [...latentOn(plane, u, v)]);
  const each = tiles.flatMap((tile) => latents(tile, grid));
  const size = side === "a request for each image" ? 1 : grid.cells ** 2;
  const requests = Array.from({ length: each.length / size }, (_, i) =>
    each.slice(i * size, (i + 1) * size),
  );
  return inTurn(requests, (z) =>
    ask(`${screen.url}/api/models/${screen.card.id}/decode`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ z }),
    }),
  );
}

function screenful(): Tile[] {
  const middle = 2 ** (LEVEL - 1);
  return Array.from({ length: TILES }, (_, i) => ({
    level: LEVEL,
    x: middle + (i % 5),
    y: middle + Math.floor(i / 5),
  }));
}

async function inTurn<T>(list: readonly T[], ask: (one: T) => Promise<void>): Promise<void> {
  const left = [...list];
  const work = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await ask(next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function ask(address: string, init?: RequestInit): Promise<void> {
  const response = await fetch(address, init);
  if (!response.ok) throw new Error(`${response.status} for ${address.slice(0, 120)}`);
  await response.arrayBuffer();
}
