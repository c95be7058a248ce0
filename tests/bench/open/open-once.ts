import type { Browser, CDPSession } from "playwright-core";
import type {} from "../../../app/_explorer/scene/debug-handle.tsx";
import { newPerson, withDebug } from "../../helpers/browser.ts";

/** Milliseconds since the address was given, of one opening. */
export interface Opened {
  /** Anything at all. */
  paint: number;
  /** A frame with points in it. */
  first: number;
  /** A frame with all of them. */
  all: number;
  /** From a frame to the next while the camera turns, the median: with software WebGL mostly the drawing. */
  frame: number;
  /** The page's JavaScript heap and typed arrays, after a collection. */
  megabytes: number;
}

interface Link {
  key: string;
  name: string;
  /** Of each page; 0 where it is as fast as the machine. */
  mbitPerSecond: number;
}

/** The server's own machine, and what a student has left of a school's Wi-Fi. */
export const LINKS: readonly Link[] = [
  { key: "local", name: "on the server's machine", mbitPerSecond: 0 },
  { key: "wifi", name: "over 20 Mbit/s, 30 ms", mbitPerSecond: 20 },
];

const LATENCY_MS = 30;
const VIEWPORT = { width: 1280, height: 720 };
const TURNS = 40;

/** Opens a room as somebody new. Rejects with the page's own errors where no points come. */
export async function openOnce(browser: Browser, room: string, link: Link): Promise<Opened> {
  const { context, page, errors } = await newPerson(browser, VIEWPORT);
  try {
    const session = await context.newCDPSession(page);
    if (link.mbitPerSecond > 0) await slowDown(session, link.mbitPerSecond);
    await page.addInitScript(WATCH);
    await page.goto(withDebug(room));
    await page.waitForFunction(() => window.opened?.all, null, { timeout: 120_000, polling: 200 });
    const times = await page.evaluate(() => ({
      paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
      first: window.opened?.first ?? Number.NaN,
      all: window.opened?.all ?? Number.NaN,
    }));
    const frame = await page.evaluate(TURN);
    return { ...times, frame: Number(frame), megabytes: await megabytes(session) };
  } catch (cause) {
    throw new Error(`${room} did not come up: ${errors.join("; ") || cause}`);
  } finally {
    await context.close();
  }
}

async function slowDown(session: CDPSession, mbitPerSecond: number): Promise<void> {
  const bytes = (mbitPerSecond * 1e6) / 8;
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: LATENCY_MS,
    downloadThroughput: bytes,
    uploadThroughput: bytes,
  });
}

async function megabytes(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize } = await session.send("Runtime.getHeapUsage");
  return (usedSize + backingStorageSize) / 1e6;
}

declare global {
  interface Window {
    opened?: { first?: number; all?: number };
  }
}

// As strings: a bundler's own helpers do not travel with a function.

/** Notes the first frame that is drawn after points are there, and after all are. */
const WATCH = `(() => {
  const opened = (window.opened = {});
  const drawnAt = {};
  const note = (key, isThere, drawn) => {
    if (!isThere || opened[key]) return;
    drawnAt[key] ??= drawn;
    if (drawn > drawnAt[key]) opened[key] = performance.now();
  };
  const look = () => {
    const page = window.__latentCommons;
    if (page) {
      const { early, cloud } = page.useExplorer.getState();
      note("first", early || cloud, page.framesDrawn());
      note("all", cloud, page.framesDrawn());
    }
    if (!opened.all) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()`;

const TURN = `(async () => {
  const times = [];
  for (let i = 0, before = 0; i < ${TURNS}; i++) {
    window.__latentCommons.live.scene.turn(0.02, 0);
    const now = await new Promise(requestAnimationFrame);
    if (before) times.push(now - before);
    before = now;
  }
  return times.sort((a, b) => a - b)[times.length >> 1];
})()`;
