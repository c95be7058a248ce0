import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { canvasPixels, keepScreenshot, newPerson, withDebug } from "../helpers/browser.ts";
import { openStage } from "../helpers/stage.ts";

type Person = Awaited<ReturnType<typeof newPerson>>;

const stage = openStage();
let ada: Person;
let bob: Person;

beforeAll(async () => {
  [ada, bob] = await Promise.all([newPerson(stage.browser), newPerson(stage.browser)]);
});

const latentOf = (page: Page) =>
  page.evaluate(() => [
    ...(window as unknown as { __latentCommons: { live: { z: Float32Array } } }).__latentCommons
      .live.z,
  ]);

const slotOf = (page: Page) =>
  page.evaluate(
    () =>
      (window as unknown as { __latentCommons: { live: { own: { slot: number } } } })
        .__latentCommons.live.own.slot,
  );

/** Sets a slider as a person's drag would: value, then the event that React listens to. */
async function setSlider(page: Page, index: number, value: number): Promise<void> {
  await page.getByTestId(`slider-${index}`).fill(String(value));
}

it("[B1] a teacher picks a model, gets a room, and a second browser that opens the link sees the same room", async () => {
  await ada.page.goto(stage.url);
  await keepScreenshot(ada.page, "lobby");
  await ada.page.getByTestId("model-digits-3d").click();
  await ada.page.getByTestId("room-name").fill("Period 3: digits");
  await ada.page.getByTestId("create-room").click();
  await ada.page.waitForURL(/\/room\/[a-z0-9]{12}$/);
  await ada.page.goto(withDebug(ada.page.url()));
  await ada.page.getByTestId("own-tile").waitFor();
  await bob.page.goto(ada.page.url());
  await bob.page.getByTestId("own-tile").waitFor();
  for (const { page } of [ada, bob]) {
    await expect.poll(() => page.getByTestId("people-count").textContent()).toContain("2");
    expect(await page.title()).toContain("Period 3: digits");
    expect(await page.getByTestId("engine-badge").textContent()).toMatch(/ONNX|TensorFlow/);
  }
});

it("[B2] when one moves, the decoded image changes on the other's page", async () => {
  await bob.page.getByTestId("tab-people").click();
  const tile = `peer-tile-${await slotOf(ada.page)}`;
  await setSlider(ada.page, 0, -2);
  await expect.poll(() => canvasPixels(ada.page, "own-tile")).toMatch(/^data:image\/png/);
  await bob.page.getByTestId(tile).waitFor();
  await ada.page.waitForTimeout(500);
  const [ownBefore, seenBefore] = await Promise.all([
    canvasPixels(ada.page, "own-tile"),
    canvasPixels(bob.page, tile),
  ]);
  await setSlider(ada.page, 0, 2);
  await setSlider(ada.page, 1, 1.5);
  await expect.poll(() => canvasPixels(ada.page, "own-tile")).not.toBe(ownBefore);
  await expect.poll(() => canvasPixels(bob.page, tile)).not.toBe(seenBefore);
  await keepScreenshot(bob.page, "room-1440");
});

it("[B3] keys move the latent along the axes of the scatter, and nowhere else", async () => {
  await setSlider(ada.page, 0, 0);
  await setSlider(ada.page, 1, 0);
  const canvas = ada.page.getByTestId("scene").locator("canvas");
  await canvas.focus();
  await ada.page.keyboard.down("ArrowRight");
  await expect.poll(async () => (await latentOf(ada.page))[0]).toBeGreaterThan(0.05);
  await ada.page.keyboard.up("ArrowRight");
  expect((await latentOf(ada.page))[1]).toBeCloseTo(0, 3);
});

it("[B4] a bookmark appears for the other at once, and its link restores exactly that latent after a restart", async () => {
  await setSlider(ada.page, 2, -1.37);
  await ada.page.getByTestId("tab-places").click();
  await ada.page.getByTestId("bookmark-name").fill("My seven");
  await ada.page.getByTestId("save-bookmark").click();
  const row = ada.page.locator('li[data-testid^="bookmark-"]', { hasText: "My seven" });
  await row.waitFor();
  const z = await latentOf(ada.page);
  await bob.page.getByTestId("tab-places").click();
  await bob.page.getByText("My seven").first().waitFor();

  const id = await ada.page.evaluate(
    () =>
      (
        window as unknown as {
          __latentCommons: { useExplorer: { getState: () => { bookmarks: { id: string }[] } } };
        }
      ).__latentCommons.useExplorer.getState().bookmarks[0]?.id,
  );
  await stage.server.stop();
  expect(stage.server.output()).toContain("SIGTERM: closing");
  await stage.restart();

  const html = await (await fetch(`${stage.url}/b/${id}`)).text();
  const image = /<meta property="og:image" content="([^"]+)"/.exec(html)?.[1] ?? "";
  expect(image).toBe(`${stage.url}/api/bookmarks/${id}/preview.png`);
  const png = Buffer.from(await (await fetch(image)).arrayBuffer());
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);

  const eve = await newPerson(stage.browser);
  await eve.page.goto(`${stage.url}/b/${id}?debug`);
  await eve.page.getByTestId("own-tile").waitFor();
  await expect.poll(() => latentOf(eve.page)).toEqual(z);
  await expect.poll(() => eve.page.title()).toContain("Period 3: digits");
  await eve.context.close();
});
