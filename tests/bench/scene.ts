import type { Browser } from "playwright-core";
import { launchBrowser, newPerson } from "../helpers/browser.ts";
import type { Bench } from "./options.ts";
import { printTable, round } from "./report.ts";
import { bundleOurs, bundleTheirs } from "./scene/bundle.ts";
import type { FrameTimes } from "./scene/measure.ts";
import { serveScenes } from "./scene/serve.ts";

const POINTS = 50_000;
const MANY_POINTS = 100_000;
const VIEWPORT = { width: 1280, height: 720 };

/** Our scene against scatter-gl with the same points, in the same browser, one after the other. */
export const sceneBench: Bench = {
  about: "main-thread time of a frame of 50,000 points, against scatter-gl",
  async run({ quick }) {
    const theirFiles = await bundleTheirs();
    if (!theirFiles) console.log("scatter-gl could not be installed: only our scene is measured.");
    const server = await serveScenes(new Map([...(await bundleOurs()), ...(theirFiles ?? [])]));
    const browser = await launchBrowser();
    const frames = quick ? { orbit: 20, hover: 8 } : { orbit: 160, hover: 30 };
    try {
      const visit = (path: string) => measurePage(browser, `${server.url}/${path}`, frames);
      const ours = await visit(`ours?points=${POINTS}`);
      const theirs = theirFiles && (await visit(`theirs?points=${POINTS}&px=${ours.pointPx}`));
      const many = quick ? null : await visit(`ours?points=${MANY_POINTS}`);
      print({ ours, theirs, many });
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
        point_px: round(ours.pointPx),
        frames: frames.orbit,
      };
    } finally {
      await browser.close();
      await server.close();
    }
  },
};

type Figures = Awaited<ReturnType<typeof measurePage>>;

/** A page alone in the browser; medians in milliseconds. */
async function measurePage(
  browser: Browser,
  url: string,
  frames: { orbit: number; hover: number },
) {
  const { page, context, errors } = await newPerson(browser, VIEWPORT);
  try {
    await page.goto(url);
    await page.waitForFunction(() => window.bench !== undefined, null, { timeout: 60_000 });
    const measured = await page.evaluate(async ({ orbit, hover }) => {
      const { bench } = window;
      if (!bench) throw new Error("the page is not ready");
      return {
        pointPx: bench.pointPx,
        orbit: await bench.orbit(orbit),
        hover: await bench.hover(hover),
      };
    }, frames);
    const { pointPx, orbit, hover } = measured;
    return { pointPx, orbit: medians(orbit), hover: medians(hover) };
  } catch (cause) {
    throw new Error(`${url} could not be measured: ${errors.join("; ") || cause}`);
  } finally {
    await context.close();
  }
}

function medians({ main, flushed }: FrameTimes) {
  const middle = (sorted: number[]) => round(sorted[sorted.length >> 1] ?? Number.NaN);
  return { main: middle(main), flushed: middle(flushed) };
}

function print(figures: { ours: Figures; theirs: Figures | null; many: Figures | null }): void {
  const { ours, theirs, many } = figures;
  const row = (name: string, side: Figures | null) =>
    side ? [[name, side.orbit.main, side.orbit.flushed, side.hover.main, side.hover.flushed]] : [];
  printTable(
    `scene, ${POINTS} points of ${ours.pointPx.toFixed(1)} px, 1280 × 720, software WebGL, ms at p50`,
    [
      ["", "frame", "until drawn", "pointer move", "until drawn"],
      ...row("ours", ours),
      ...row("scatter-gl", theirs),
      ...row(`ours, ${MANY_POINTS} points`, many),
    ],
  );
}
