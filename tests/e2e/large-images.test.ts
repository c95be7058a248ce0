import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Locator } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { keepScreenshot, launchBrowser, newPerson } from "../helpers/browser.ts";
import { makeLargeModel } from "../helpers/large-model.ts";
import { type ServerProcess, startServer } from "../helpers/start-server.ts";

let server: ServerProcess;
let browser: Browser;
let modelId: string;

beforeAll(async () => {
  const { artifacts, card } = await makeLargeModel();
  modelId = card.id;
  const database = join(mkdtempSync(join(tmpdir(), "latent-commons-")), "e2e.db");
  server = await startServer({ DATABASE_URL: `file:${database}`, ARTIFACTS: artifacts });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** Mean of red, green and blue of what is painted on a canvas. */
const meanColor = (tile: Locator) =>
  tile.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const context = (element as HTMLCanvasElement).getContext("2d");
    const data = context?.getImageData(0, 0, width, height).data ?? [];
    const sum = (channel: number) => {
      let total = 0;
      for (let i = channel; i < data.length; i += 4) total += data[i] ?? 0;
      return total / (width * height);
    };
    return [sum(0), sum(1), sum(2)];
  });

it("[B11] large colour images are drawn on both pages, and change as one moves", async () => {
  const ada = await newPerson(browser);
  await ada.page.goto(server.url);
  await ada.page.getByTestId(`model-${modelId}`).click();
  await ada.page.getByTestId("room-name").fill("Waves");
  await ada.page.getByTestId("create-room").click();
  const own = ada.page.getByTestId("own-tile");
  await own.waitFor();
  const bob = await newPerson(browser);
  await bob.page.goto(ada.page.url());
  await bob.page.getByTestId("tab-people").click();
  const seen = bob.page.locator('[data-testid^="peer-tile-"]').first();
  await seen.waitFor();
  for (const tile of [own, seen]) {
    // A wave's mean is grey in every channel; a tile that was never painted is black.
    for (const channel of [0, 1, 2])
      await expect.poll(async () => (await meanColor(tile))[channel]).toBeGreaterThan(90);
    expect(await tile.evaluate((canvas) => (canvas as HTMLCanvasElement).width)).toBe(128);
  }
  await ada.page.getByTestId("slider-0").fill("2");
  await ada.page.waitForTimeout(500);
  const read = (tile: Locator) =>
    tile.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  const before = await Promise.all([read(own), read(seen)]);
  await ada.page.getByTestId("slider-0").fill("-2");
  await expect.poll(() => read(own)).not.toBe(before[0]);
  await expect.poll(() => read(seen)).not.toBe(before[1]);
  expect(await ada.page.getByTestId("drawn-by").textContent()).toBe("drawn by the server");
  await keepScreenshot(bob.page, "large-images-1440");
  expect([...ada.errors, ...bob.errors]).toEqual([]);
});
