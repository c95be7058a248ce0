import { percentile } from "../../server/latent/percentile.ts";
import { launchBrowser } from "../helpers/browser.ts";
import type { Bench } from "./options.ts";
import { printTable, round } from "./report.ts";
import { bundleOurs, bundleRival, RIVALS } from "./scene/bundle.ts";
import type { FrameTimes } from "./scene/measure.ts";
import { type Kind, type OpenPage, openPage } from "./scene/open-page.ts";
import { serveScenes } from "./scene/serve.ts";

const POINTS = 50_000;
const MANY_POINTS = 100_000;
const VIEWPORT = { width: 1280, height: 720 };

/** Ours is measured alone and with so many people in it; the others have no such thing. */
const PEOPLE = 30;

/** Our scene beside scatter-gl and deck.gl with the same points, in the same browser, by turns. */
export const sceneBench: Bench = {
  about: "main-thread time of a frame of 50,000 points, beside scatter-gl and deck.gl",
  async run({ quick }) {
    const files = new Map(await bundleOurs());
    const rivals: string[] = [];
    for (const rival of RIVALS) {
      const theirs = await bundleRival(rival);
      if (theirs) rivals.push(rival.name);
      else console.log(`${rival.name} could not be installed and is left out.`);
      for (const [path, text] of theirs ?? []) files.set(path, text);
    }
    const server = await serveScenes(files);
    const browser = await launchBrowser();
    const plan = quick ? { rounds: 1, orbit: 20, hover: 8 } : { rounds: 3, orbit: 30, hover: 10 };
    const open = (path: string) => openPage(browser, `${server.url}/${path}`, VIEWPORT);
    try {
      const ourPage = await open(`ours?debug&points=${POINTS}`);
      const { pointPx, unitPx } = ourPage;
      const pages = new Map([["ours", ourPage]]);
      for (const name of rivals)
        pages.set(name, await open(`${name}?points=${POINTS}&px=${pointPx}&unit=${unitPx}`));
      pages.set(
        `ours, ${PEOPLE} people`,
        await open(`ours?debug&points=${POINTS}&people=${PEOPLE - 1}`),
      );
      const measured = await measureByTurns([...pages.values()], plan);
      const sides = new Map(
        [...pages.keys()].map((name, i) => [name, measured[i] as Figures] as const),
      );
      if (!quick) {
        const many = await open(`ours?debug&points=${MANY_POINTS}`);
        const [figures] = await measureByTurns([many], plan);
        if (figures) sides.set(`ours, ${MANY_POINTS} points`, figures);
      }
      print(pointPx, sides);
      return toJson(sides, pointPx, plan);
    } finally {
      await browser.close();
      await server.close();
    }
  },
};

interface Plan {
  rounds: number;
  /** Frames of each kind in a round. */
  orbit: number;
  hover: number;
}

/** Milliseconds. */
interface Medians {
  main: number;
  flushed: number;
}

type Figures = Record<Kind, Medians>;

/** Turning first, for all: whoever has pointed at a point once may have more to draw from then on. */
async function measureByTurns(pages: readonly OpenPage[], plan: Plan): Promise<Figures[]> {
  const orbit = await takeTurns(pages, "orbit", plan);
  const hover = await takeTurns(pages, "hover", plan);
  return pages.map((_, i) => ({ orbit: orbit[i] as Medians, hover: hover[i] as Medians }));
}

/** As many frames as count go before them: a browser compiles again what a new cloud's buffers met. */
async function takeTurns(pages: readonly OpenPage[], kind: Kind, plan: Plan): Promise<Medians[]> {
  for (const { times } of pages) await times(kind, plan.rounds * plan[kind]);
  const all = pages.map((): FrameTimes => ({ main: [], flushed: [] }));
  for (let turn = 0; turn < plan.rounds; turn++) {
    for (const [i, { times }] of pages.entries()) {
      const { main, flushed } = await times(kind, plan[kind]);
      all[i]?.main.push(...main);
      all[i]?.flushed.push(...flushed);
    }
  }
  return all.map(medians);
}

function medians({ main, flushed }: FrameTimes): Medians {
  const middle = (times: number[]) => round(percentile(times, 0.5) ?? Number.NaN);
  return { main: middle(main), flushed: middle(flushed) };
}

function print(pointPx: number, sides: ReadonlyMap<string, Figures>): void {
  printTable(
    `scene, ${POINTS} points of ${pointPx.toFixed(1)} px, 1280 × 720, software WebGL, ms at p50`,
    [
      ["", "frame", "until drawn", "pointer move", "until drawn"],
      ...[...sides].map(([name, { orbit, hover }]) => [
        name,
        orbit.main,
        orbit.flushed,
        hover.main,
        hover.flushed,
      ]),
    ],
  );
}

function toJson(sides: ReadonlyMap<string, Figures>, pointPx: number, plan: Plan) {
  const ours = sides.get("ours");
  const ratio = (name: string) => {
    const theirs = sides.get(name);
    return ours && theirs ? round(ours.orbit.main / theirs.orbit.main, 3) : null;
  };
  const people = sides.get(`ours, ${PEOPLE} people`);
  const scatter = sides.get("scatter-gl");
  const deck = sides.get("deck-gl");
  const many = sides.get(`ours, ${MANY_POINTS} points`);
  const times = (prefix: string, side: Figures | undefined) => ({
    [`${prefix}_ms`]: side?.orbit.main ?? null,
    [`${prefix}_hover_ms`]: side?.hover.main ?? null,
    [`${prefix}_flushed_ms`]: side?.orbit.flushed ?? null,
  });
  return {
    points: POINTS,
    gl: "software",
    ...times("ours", ours),
    ...times("scatter_gl", scatter),
    ratio: ratio("scatter-gl"),
    ...times("deck_gl", deck),
    ratio_vs_deck_gl: ratio("deck-gl"),
    ...times("ours_30_people", people),
    ...times("ours_100k", many),
    point_px: round(pointPx),
    frames: plan.rounds * plan.orbit,
  };
}
