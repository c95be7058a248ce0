import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { canvasPixels, keepScreenshot, newPerson, withDebug } from "../helpers/browser.ts";
import { makeRoom, openStage } from "../helpers/stage.ts";

const stage = openStage();
let room: string;
beforeAll(async () => {
  room = (await makeRoom(stage.url, "Walks", "digits-16d")).url;
});

async function enter(page: Page): Promise<void> {
  await page.goto(withDebug(room));
  await page.getByTestId("own-tile").waitFor();
  await expect
    .poll(() => page.getByTestId("connection-state").getAttribute("data-state"))
    .toBe("joined");
}

it("[B5] a 16-dimensional model has a slider for each, and each moves the decoded image", async () => {
  const { page, errors, context } = await newPerson(stage.browser);
  await enter(page);
  expect(await page.locator('[data-testid^="slider-"]').count()).toBe(16);
  await page.getByTestId("slider-15").fill("0.5");
  await page.waitForTimeout(400);
  const before = await canvasPixels(page, "own-tile");
  await page.getByTestId("slider-15").fill("-3");
  await page.getByTestId("slider-3").fill("2.5");
  await expect.poll(() => canvasPixels(page, "own-tile")).not.toBe(before);
  await keepScreenshot(page, "room-16d");
  expect(errors).toEqual([]);
  await context.close();
});

it("[B6] a path made of two places plays for everyone, and its film strip is decoded", async () => {
  const [ada, bob] = await Promise.all([newPerson(stage.browser), newPerson(stage.browser)]);
  await Promise.all([enter(ada.page), enter(bob.page)]);
  for (const [name, value] of [
    ["Here", "-2"],
    ["There", "2"],
  ] as const) {
    await ada.page.getByTestId("slider-0").fill(value);
    await ada.page.getByTestId("bookmark-name").fill(name);
    await ada.page.getByTestId("save-bookmark").click();
    await ada.page.locator('li[data-testid^="bookmark-"]', { hasText: name }).waitFor();
  }
  await ada.page.getByTestId("tab-paths").click();
  await ada.page.getByTestId("new-path").click();
  for (const pick of await ada.page.locator('[data-testid^="pick-"]').all()) await pick.click();
  await ada.page.getByTestId("path-seconds").fill("4");
  await ada.page.getByTestId("save-path").click();
  await ada.page.getByTestId("film-strip").waitFor();
  await ada.page.getByTestId("path-play").click();

  const head = () =>
    bob.page.evaluate(() => {
      const { live } = (
        window as unknown as {
          __latentCommons: { live: { cursors: Map<number, { z: number[]; version: number }> } };
        }
      ).__latentCommons;
      const cursor = live.cursors.get(0);
      return cursor
        ? { z: cursor.z[0] ?? 0, images: cursor.version }
        : { z: Number.NaN, images: 0 };
    });
  await expect.poll(async () => (await head()).images, { timeout: 20_000 }).toBeGreaterThan(3);
  await expect.poll(async () => (await head()).z, { timeout: 20_000 }).toBeCloseTo(2, 3);
  await keepScreenshot(ada.page, "paths");
  for (const { context } of [ada, bob]) await context.close();
});

it("[B7] deleting a place can be undone", async () => {
  const { page, context } = await newPerson(stage.browser);
  await enter(page);
  const row = page.locator('li[data-testid^="bookmark-"]', { hasText: "There" });
  await row.waitFor();
  await row.locator('[data-testid^="delete-bookmark-"]').click();
  await row.waitFor({ state: "detached" });
  await page.getByTestId("undo").click();
  await row.waitFor();
  await context.close();
});

it("[B8] a server that goes away is said, and the page comes back by itself at the same place", async () => {
  const { page, context } = await newPerson(stage.browser);
  await enter(page);
  await page.getByTestId("slider-1").fill("1.5");
  await stage.server.stop();
  await page.getByTestId("notice-reconnecting").waitFor();
  await stage.restart();
  await expect
    .poll(() => page.getByTestId("connection-state").getAttribute("data-state"), {
      timeout: 30_000,
    })
    .toBe("joined");
  expect(await page.getByTestId("slider-1").inputValue()).toBe("1.5");
  const before = await canvasPixels(page, "own-tile");
  await page.getByTestId("slider-1").fill("-3");
  await page.getByTestId("slider-0").fill("3");
  await expect.poll(() => canvasPixels(page, "own-tile")).not.toBe(before);
  await context.close();
});

it("[B9] unknown rooms and bookmarks are pages that say so and lead back", async () => {
  const { page, context } = await newPerson(stage.browser);
  for (const path of ["/room/nosuchroom22", "/room/NOT%20AN%20ID", "/b/nosuchmark22", "/nothing"]) {
    const response = await page.goto(stage.url + path);
    expect(response?.status(), path).toBe(404);
    await page.locator('a[href="/"]').first().click();
    await page.getByTestId("model-digits-3d").waitFor();
  }
  await context.close();
});

it("[B10] on a phone nothing overflows and every tab is reachable", async () => {
  const { page, context } = await newPerson(stage.browser, { width: 390, height: 844 });
  await enter(page);
  for (const tab of ["sliders", "places", "paths", "people", "legend"]) {
    await page.getByTestId(`tab-${tab}`).click();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    expect(overflow, tab).toBeLessThanOrEqual(0);
  }
  await keepScreenshot(page, "room-390");
  await page.goto(stage.url);
  await page.getByTestId("model-digits-3d").waitFor();
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0);
  await context.close();
});

it("[J3] a page on which nothing happens asks for no frame and sets no timer but the connection's own", async () => {
  const { page, context } = await newPerson(stage.browser);
  await page.addInitScript(() => {
    const counts = { frames: 0, timers: 0 };
    const [frame, timeout, interval] = [requestAnimationFrame, setTimeout, setInterval];
    Object.assign(window, {
      counts,
      requestAnimationFrame: (run: FrameRequestCallback) => {
        counts.frames++;
        return frame(run);
      },
      setTimeout: (...args: Parameters<typeof setTimeout>) => {
        counts.timers++;
        return timeout(...args);
      },
      setInterval: (...args: Parameters<typeof setInterval>) => {
        counts.timers++;
        return interval(...args);
      },
    });
  });
  await enter(page);
  await page.getByTestId("tab-people").click();
  const counts = () =>
    page.evaluate(() => ({
      ...(window as unknown as { counts: { frames: number; timers: number } }).counts,
    }));
  // The cloud, its frames, and toasts come to rest.
  await page.locator('[data-testid="drawn-by"][data-page-decoder="ready"]').waitFor();
  await page.waitForTimeout(2_000);
  const before = await counts();
  expect(before.frames).toBeGreaterThan(0);
  await page.waitForTimeout(3_000);
  const after = await counts();
  expect(after.frames - before.frames).toBe(0);
  // One for each ping of the server, every ten seconds.
  expect(after.timers - before.timers).toBeLessThanOrEqual(1);
  await context.close();
});
