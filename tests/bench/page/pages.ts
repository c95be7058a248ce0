import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { newPerson } from "../../helpers/browser.ts";
import type { Notes } from "./probe.ts";

interface ProbedPage {
  page: Page;
  /** What happened since it was last asked. */
  take: () => Promise<Notes>;
}

/** Two people in one room: whoever moves, and whoever looks on. */
export interface Pair {
  mover: ProbedPage;
  observer: ProbedPage;
}

const WAIT_MS = 60_000;
/** Small, because every pixel of it is drawn by the processor that also decodes. */
const VIEWPORT = { width: 1024, height: 640 };

/** Both pages joined, drawn, with the probe in them; the observer already holds an image of the mover. */
export async function openPair(browser: Browser, roomUrl: string): Promise<Pair> {
  const probe = await bundleProbe();
  const mover = await openProbed(browser, roomUrl, probe);
  const observer = await openProbed(browser, roomUrl, probe);
  const slot = await mover.page.evaluate(() => window.pageProbe?.slot() ?? -1);
  await observer.page.waitForFunction((who) => window.pageProbe?.watch(who), slot, {
    timeout: WAIT_MS,
    polling: 50,
  });
  return { mover, observer };
}

async function openProbed(browser: Browser, url: string, probe: string): Promise<ProbedPage> {
  const { page, errors } = await newPerson(browser, VIEWPORT);
  try {
    await page.goto(`${url}?debug`);
    // An own image, and a cursor that the scene has placed.
    await page.waitForFunction(
      () => {
        const handle = window.__latentCommons;
        return handle?.live.own.pixels && handle.screenOfPerson("own");
      },
      null,
      { timeout: WAIT_MS, polling: 100 },
    );
  } catch (cause) {
    throw new Error(`${url} did not come up: ${errors.join("; ") || cause}`);
  }
  // As a string: a bundler's own helpers do not travel with a function, and no script of the page's is allowed to.
  await page.evaluate(probe);
  const take = async () => {
    const notes = await page.evaluate(() => window.pageProbe?.take());
    if (!notes) throw new Error("the page lost its probe: it was loaded anew");
    return notes;
  };
  return { page, take };
}

async function bundleProbe(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("./probe.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}
