import type { Browser } from "playwright-core";
import { percentile } from "../../server/latent/percentile.ts";
import { launchBrowser, newPerson } from "../helpers/browser.ts";
import type { Bench } from "./options.ts";
import { printTable, round } from "./report.ts";
import { bundleOurs, bundleTheirs } from "./scene/bundle.ts";
import type { BenchPage, FrameTimes } from "./scene/measure.ts";
import { serveScenes } from "./scene/serve.ts";

const POINTS = 50_000;
const MANY_POINTS = 100_000;
const VIEWPORT = { width: 1280, height: 720 };

/** Our scene against scatter-gl with the same points, in the same browser, by turns: a noisy spell meets both. */
export const sceneBench: Bench = {
  about: "main-thread time of a frame of 50,000 points, against scatter-gl",
  async run({ quick }) {
    const theirFiles = await bundleTheirs();
    if (!theirFiles) console.log("scatter-gl could not be installed: only our scene is measured.");
    const server = await serveScenes(new Map([...(await bundleOurs()), ...(theirFiles ?? [])]));
    const browser = await launchBrowser();
    const plan = quick ? { rounds: 1, orbit: 20, hover: 8 } : { rounds: 4, orbit: 40, hover: 10 };
    const open = (path: string) => openPage(browser, `${server.url}/${path}`);
    try {
      const ourPage = await open(`ours?debug&points=${POINTS}`);
      const { pointPx } = ourPage;
      const theirPage = theirFiles && (await open(`theirs?points=${POINTS}&px=${pointPx}`));
      const pages = theirPage ? [ourPage, theirPage] : [ourPage];
      const [ours, theirs = null] = await measureByTurns(pages, plan);
      const [many = null] = quick
        ? []
        : await measureByTurns([await open(`ours?debug&points=${MANY_POINTS}`)], plan);
      if (!ours) throw new Error("nothing was measured");
      print({ pointPx, ours, theirs, many });
      return {
        points: POINTS,
        ours_ms: ours.orbit.main,
        scatter_gl_ms: theirs?.orbit.main ?? null,
        ratio: theirs && round(ours.orbit.main / theirs.orbit.main, 3),
        ours_hover_ms: ours.hover.main,
        scatter_gl_hover_ms: theirs?.hover.main ?? null,
        ours_flushed_ms: ours.orbit.flushed,
        scatter_gl_flushed_ms: theirs?.orbit.flushed ?? null,
        ours_100k_ms: many?.orbit.main ?? null,
        ours_100k_hover_ms: many?.hover.main ?? null,
        point_px: round(pointPx),
        frames: plan.rounds * plan.orbit,
      };
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

type Kind = "orbit" | "hover";

/** Milliseconds. */
interface Medians {
  main: number;
  flushed: number;
}

type Figures = Record<Kind, Medians>;

type OpenPage = Awaited<ReturnType<typeof openPage>>;

async function openPage(browser: Browser, url: string) {
  const { page, errors } = await newPerson(browser, VIEWPORT);
  try {
    await page.goto(url);
    await page.waitForFunction(() => window.bench !== undefined, null, { timeout: 60_000 });
    const pointPx = await page.evaluate(() => window.bench?.pointPx ?? Number.NaN);
    const times = (kind: Kind, frames: number): Promise<FrameTimes> =>
      page.evaluate(([kind, frames]) => (window.bench as BenchPage)[kind](frames), [
        kind,
        frames,
      ] as const);
    return { pointPx, times };
  } catch (cause) {
    throw new Error(`${url} could not be measured: ${errors.join("; ") || cause}`);
  }
}

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

function print(figures: {
  pointPx: number;
  ours: Figures;
  theirs: Figures | null;
  many: Figures | null;
}): void {
  const { pointPx, ours, theirs, many } = figures;
  const row = (name: string, side: Figures | null) =>
    side ? [[name, side.orbit.main, side.orbit.flushed, side.hover.main, side.hover.flushed]] : [];
  printTable(
    `scene, ${POINTS} points of ${pointPx.toFixed(1)} px, 1280 × 720, software WebGL, ms at p50`,
    [
      ["", "frame", "until drawn", "pointer move", "until drawn"],
      ...row("ours", ours),
      ...row("scatter-gl", theirs),
      ...row(`ours, ${MANY_POINTS} points`, many),
    ],
  );
}
