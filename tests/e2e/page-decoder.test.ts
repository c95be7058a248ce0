import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { canvasPixels, keepScreenshot, newPerson } from "../helpers/browser.ts";
import { openStage } from "../helpers/stage.ts";

const stage = openStage();
let page: Page;
let errors: string[];

beforeAll(async () => {
  ({ page, errors } = await newPerson(stage.browser));
});

const drawnBy = () => page.getByTestId("drawn-by").textContent();
const setSlider = (index: number, value: number) =>
  page.getByTestId(`slider-${index}`).fill(String(value));

it("[O9] with the server gone, sliders and keys still change the own image; back, the server draws again", async () => {
  await page.goto(stage.url);
  await page.getByTestId("model-digits-3d").click();
  await page.getByTestId("room-name").fill("On our own");
  await page.getByTestId("create-room").click();
  await page.getByTestId("own-tile").waitFor();
  await setSlider(0, 1);
  expect(await drawnBy()).toBe("drawn by the server");
  await page.locator('[data-testid="drawn-by"][data-page-decoder="ready"]').waitFor();
  // What is wrong up to here would be hidden among the errors of a lost connection.
  expect(errors).toEqual([]);
  const byServer = await canvasPixels(page, "own-tile");

  await stage.server.stop();
  await expect.poll(() => page.getByTestId("connection-state").textContent()).toMatch(/Reconn/);
  await setSlider(0, -2);
  await setSlider(1, 1.5);
  await expect.poll(drawnBy).toBe("drawn in this page");
  await expect.poll(() => canvasPixels(page, "own-tile")).not.toBe(byServer);
  // The image of the second slider, painted in the frame after it was drawn.
  await page.waitForTimeout(500);
  const bySlider = await canvasPixels(page, "own-tile");
  await keepScreenshot(page, "page-decoder-1440");
  await page.getByTestId("scene").locator("canvas").focus();
  await page.keyboard.down("ArrowRight");
  await expect.poll(() => canvasPixels(page, "own-tile")).not.toBe(bySlider);
  await page.keyboard.up("ArrowRight");

  // The page comes back to where it was.
  await stage.restart();
  await expect.poll(drawnBy, { timeout: 20_000 }).toBe("drawn by the server");
  const returned = await canvasPixels(page, "own-tile");
  await setSlider(2, 2);
  await expect.poll(() => canvasPixels(page, "own-tile")).not.toBe(returned);
  expect(await drawnBy()).toBe("drawn by the server");
});
