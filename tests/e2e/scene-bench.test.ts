import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bundleOurs } from "../bench/scene/bundle.ts";
import { openPage } from "../bench/scene/open-page.ts";
import { serveScenes } from "../bench/scene/serve.ts";
import { launchBrowser } from "../helpers/browser.ts";

let browser: Browser;
let scenes: Awaited<ReturnType<typeof serveScenes>>;

beforeAll(async () => {
  browser = await launchBrowser();
  scenes = await serveScenes(await bundleOurs());
});
afterAll(async () => {
  await browser?.close();
  await scenes?.close();
});

it("[X25] the scene that is measured beside others' draws and answers the pointer in a page of its own", async () => {
  const ours = await openPage(browser, `${scenes.url}/ours?debug&points=2000&people=3`, {
    width: 640,
    height: 360,
  });
  expect((await ours.times("orbit", 3)).flushed).toHaveLength(3);
  expect((await ours.times("hover", 3)).main).toHaveLength(3);
  expect(ours.pointPx).toBeGreaterThan(1);
  expect(ours.errors).toEqual([]);
}, 120_000);
