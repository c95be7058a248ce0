import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import type {} from "../../app/_explorer/scene/debug-handle.tsx";
import { percentile } from "../../server/latent/percentile.ts";
import { launchBrowser, newPerson } from "../helpers/browser.ts";
import { startServer } from "../helpers/start-server.ts";
import type { Bench } from "./options.ts";
import { printTable, round } from "./report.ts";

const VIEWPORT = { width: 1024, height: 640 };
const WAIT_MS = 60_000;
/** Long enough for both pages to be still. */
const REST_MS = 600;

declare global {
  interface Window {
    /** When views were applied, milliseconds since 1970. */
    viewsApplied?: number[];
  }
}

/** Between two pages in Chromium: the presenter turns their view, and the follower's page shows it. */
export const followBench: Bench = {
  about: "Chromium: a presenter's view to the follower's page",
  async run({ quick, model }) {
    const turns = quick ? 8 : 100;
    const folder = mkdtempSync(join(tmpdir(), "latent-commons-"));
    const server = await startServer({ DATABASE_URL: `file:${join(folder, "bench.db")}` });
    const browser = await launchBrowser();
    try {
      const response = await fetch(`${server.url}/api/rooms`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ name: "Bench", modelId: model }),
      });
      const { id } = (await response.json()) as { id: string };
      const open = async () => {
        const { page } = await newPerson(browser, VIEWPORT);
        await page.goto(`${server.url}/room/${id}?debug`);
        const ready = () =>
          window.__latentCommons?.live.scene && window.__latentCommons.live.own.pixels;
        await page.waitForFunction(ready, null, { timeout: WAIT_MS, polling: 100 });
        return page;
      };
      const presenter = await open();
      const follower = await open();
      await follow(follower, await presenter.evaluate(() => window.__latentCommons?.live.own.slot));
      const times: number[] = [];
      for (let i = 0; i < turns; i++) times.push(...(await turnOnce(presenter, follower)));
      const at = (share: number) => round(percentile(times, share) ?? Number.NaN, 1);
      const figures = { follow_ms: { p50: at(0.5), p95: at(0.95) }, turns, seen: times.length };
      printTable("follow: presenter's view to the follower's page, ms, software WebGL", [
        ["", "p50", "p95"],
        ["turn of the camera", figures.follow_ms.p50, figures.follow_ms.p95],
        ["turns that were never shown", turns - times.length, ""],
      ]);
      return figures;
    } finally {
      await browser.close();
      await server.stop();
    }
  },
};

/** As a person does: by the people's list. Notes from then on when a view is applied. */
async function follow(page: Page, slot: number | undefined): Promise<void> {
  await page.getByTestId("tab-people").click();
  await page.getByTestId(`more-${slot}`).click();
  await page.getByTestId("follow-camera").click();
  await page.getByTestId("following").waitFor();
  await page.evaluate(() => {
    const scene = window.__latentCommons?.live.scene;
    if (!scene) return;
    const { setView } = scene;
    window.viewsApplied = [];
    scene.setView = (view, animate) => {
      setView(view, animate);
      window.viewsApplied?.push(performance.timeOrigin + performance.now());
    };
  });
}

/** @returns milliseconds from a turn to its first view on the other page; nothing where none came */
async function turnOnce(presenter: Page, follower: Page): Promise<number[]> {
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  await follower.evaluate(() => void window.viewsApplied?.splice(0));
  const turned = await presenter.evaluate(() => {
    window.__latentCommons?.live.scene?.turn(0.1, 0);
    return performance.timeOrigin + performance.now();
  });
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  const [first] = await follower.evaluate(() => window.viewsApplied ?? []);
  return first === undefined ? [] : [first - turned];
}
