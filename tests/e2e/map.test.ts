import type { CDPSession, Page, Request } from "playwright-core";
import { expect, it } from "vitest";
import { keepScreenshot } from "../helpers/browser.ts";
import { enterRoom, PHONE } from "../helpers/enter-room.ts";
import { makeRoom, openStage } from "../helpers/stage.ts";

const MODEL = "digits-vae-2d";
/** A minute for the figure in the README, by hand. */
const ZOOM_SECONDS = Number(process.env.ZOOM_SECONDS ?? 12);

const stage = openStage();

async function roomOf(modelId: string): Promise<string> {
  return (await makeRoom(stage.url, "Map", modelId)).url;
}

const inside = <T>(page: Page, read: string) =>
  page.evaluate<T>(
    `(() => { const { live, useExplorer, framesDrawn } = window.__latentCommons; return ${read}; })()`,
  );
const ownZ = (page: Page) => inside<number[]>(page, "[...live.z]");
const distance = (page: Page) => inside<number>(page, "live.scene.distance()");

/** The levels of the tiles that have come, and how many are on their way. */
function watchTiles(page: Page): { levels: number[]; open: () => number } {
  const levels: number[] = [];
  const open = new Set<Request>();
  const levelOf = (request: Request) =>
    /\/map\/[0-9a-f]+\/[\w-]+\/(\d+)\//.exec(request.url())?.[1];
  page.on("request", (request) => levelOf(request) && open.add(request));
  page.on("requestfailed", (request) => open.delete(request));
  page.on("requestfinished", (request) => open.delete(request));
  page.on("response", (response) => {
    const level = levelOf(response.request());
    if (level && response.ok()) levels.push(Number(level));
  });
  return { levels, open: () => open.size };
}

async function openMap(page: Page): Promise<void> {
  await page.getByTestId("tab-model").click();
  await page.getByTestId("section-map").click();
  await page.getByTestId("map-shown").click();
  await expect
    .poll(() => page.getByTestId("map-rulers").locator("span").count())
    .toBeGreaterThan(6);
}

async function zoom(page: Page, until: number): Promise<void> {
  await page.mouse.move(700, 450);
  const inwards = (await distance(page)) > until;
  await expect
    .poll(
      async () => {
        await page.mouse.wheel(0, inwards ? -400 : 400);
        const away = await distance(page);
        return inwards ? away < until * 1.05 : away > until;
      },
      { interval: 60, timeout: 60_000 },
    )
    .toBe(true);
}

/** No frame for two seconds and no tile on its way: on a busy machine one of either may take a second. */
async function settle(page: Page, { open }: ReturnType<typeof watchTiles>): Promise<number> {
  let before = -1;
  let still = 0;
  await expect
    .poll(
      async () => {
        const now = await inside<number>(page, "framesDrawn()");
        still = now === before && open() === 0 ? still + 1 : 0;
        before = now;
        return still;
      },
      { interval: 500, timeout: 60_000 },
    )
    .toBe(4);
  return before;
}

it("[MP14] the map is switched on, zoomed to its finest images and pressed", async () => {
  const { page, errors, context } = await enterRoom(stage.browser, await roomOf(MODEL));
  const tiles = watchTiles(page);
  const { levels } = tiles;
  await openMap(page);
  await expect.poll(() => levels.length).toBeGreaterThan(4);
  await settle(page, tiles);
  await keepScreenshot(page, "map");
  await page.getByTestId("ground-density").check();
  await expect.poll(() => page.getByTestId("map-legend").count()).toBe(1);
  await page.getByTestId("map-relief").check();
  await settle(page, tiles);
  await keepScreenshot(page, "map-relief");
  await page.getByTestId("map-relief").uncheck();
  await page.getByTestId("ground-none").check();

  await zoom(page, 0.02);
  await expect.poll(() => Math.max(...levels)).toBe(12);
  const still = await settle(page, tiles);
  await keepScreenshot(page, "map-finest");
  await page.waitForTimeout(1500);
  expect(await inside<number>(page, "framesDrawn()")).toBe(still);

  // A press goes to where it is: the screen is some .02 σ high.
  await page.mouse.click(640, 500);
  await expect
    .poll(async () => {
      const here = await ownZ(page);
      const target = await inside<number[]>(page, "live.scene.view().target");
      return Math.hypot((here[0] ?? 9) - (target[0] ?? 0), (here[1] ?? 9) - (target[1] ?? 0));
    })
    .toBeLessThan(0.02);
  expect(errors).toEqual([]);
  await context.close();
});

async function heapMb(
  page: Page,
  session: CDPSession,
  tiles: ReturnType<typeof watchTiles>,
): Promise<number> {
  await settle(page, tiles);
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize / 1e6;
}

it("[MP14] zooming in and out leaves no more in memory than before", async () => {
  const { page, errors, context } = await enterRoom(stage.browser, await roomOf(MODEL));
  const tiles = watchTiles(page);
  const { levels } = tiles;
  await openMap(page);
  const session = await context.newCDPSession(page);
  await zoom(page, 0.02);
  await zoom(page, 6);
  const before = await heapMb(page, session, tiles);
  const end = Date.now() + 1000 * ZOOM_SECONDS;
  while (Date.now() < end) {
    await zoom(page, 0.02);
    await zoom(page, 6);
  }
  const after = await heapMb(page, session, tiles);
  const told = `heap ${before.toFixed(1)} → ${after.toFixed(1)} MB after ${ZOOM_SECONDS} s`;
  process.stdout.write(`${told}, ${levels.length} tiles\n`);
  expect(after - before).toBeLessThan(6);
  expect(errors).toEqual([]);
  await context.close();
}, 240_000);

it("[MP14] the sheet of quantiles goes to what is pressed, by pointer and by keyboard", async () => {
  const { page, errors, context } = await enterRoom(stage.browser, await roomOf(MODEL));
  await page.getByTestId("tab-model").click();
  await page.getByTestId("section-map").click();
  await page.getByTestId("quantiles-open").click();
  const sheet = page.getByTestId("quantile-sheet");
  await expect.poll(() => sheet.getAttribute("data-state")).toBe("here");
  await sheet.hover();
  await keepScreenshot(page, "map-quantiles");
  const box = await sheet.boundingBox();
  if (!box) throw new Error("no sheet");
  // The upper right corner: Φ⁻¹(.975) both ways.
  await page.mouse.click(box.x + box.width - 3, box.y + 3);
  await expect
    .poll(async () => (await ownZ(page)).map((value) => value.toFixed(2)))
    .toEqual(["1.96", "1.96"]);
  await page.getByTestId("quantiles-open").click();
  await expect.poll(() => sheet.getAttribute("data-state")).toBe("here");
  await sheet.focus();
  for (const key of ["ArrowLeft", "ArrowLeft", "Enter"]) await page.keyboard.press(key);
  await expect
    .poll(async () => (await ownZ(page)).map((value) => value.toFixed(2)))
    .toEqual(["-0.06", "0.06"]);
  expect(errors).toEqual([]);
  await context.close();
});

it("[MP14] where the server is gone the map says so, and loads when asked again", async () => {
  const { page, context } = await enterRoom(stage.browser, await roomOf(MODEL));
  await page.route("**/map/**", (route) => route.abort());
  await page.getByTestId("tab-model").click();
  await page.getByTestId("section-map").click();
  await page.getByTestId("map-shown").click();
  await expect.poll(() => page.getByTestId("map-fault").count()).toBe(1);
  await page.unroute("**/map/**");
  const tiles = watchTiles(page);
  const { levels } = tiles;
  await page.getByTestId("map-retry").click();
  await expect.poll(() => levels.length).toBeGreaterThan(4);
  await expect.poll(() => page.getByTestId("map-fault").count()).toBe(0);
  await context.close();
});

it("[MP14] on a phone, and as the plane through three places of sixteen dimensions", async () => {
  const phone = await enterRoom(stage.browser, await roomOf(MODEL), PHONE);
  const onPhone = watchTiles(phone.page);
  await openMap(phone.page);
  await expect.poll(() => onPhone.levels.length).toBeGreaterThan(2);
  await settle(phone.page, onPhone);
  await keepScreenshot(phone.page, "map-phone");
  await phone.context.close();

  const { page, errors, context } = await enterRoom(stage.browser, await roomOf("digits-16d"));
  const tiles = watchTiles(page);
  await page.getByTestId("tab-model").click();
  await page.getByTestId("section-plane").click();
  await page.getByTestId("plane-nearest").click();
  await expect.poll(() => page.getByTestId("plane-chosen").count()).toBe(3);
  await expect.poll(() => tiles.levels.length).toBeGreaterThan(4);
  await settle(page, tiles);
  await keepScreenshot(page, "map-plane");
  expect(errors).toEqual([]);
  await context.close();
});
