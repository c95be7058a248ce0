import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { readExactImages } from "../../server/image/exact-images.ts";
import { readCard } from "../../server/model/artifact.ts";
import { ARTIFACTS, MODEL } from "../helpers/artifacts.ts";
import { canvasPixels, keepScreenshot } from "../helpers/browser.ts";
import { DESK, enterRoom, PHONE } from "../helpers/enter-room.ts";
import { makeRoom, openStage } from "../helpers/stage.ts";

const stage = openStage();
let address: string;
let host: Awaited<ReturnType<typeof enterRoom>>;
let student: Awaited<ReturnType<typeof enterRoom>>;

beforeAll(async () => {
  const made = await makeRoom(stage.url, "Bench", MODEL);
  address = made.url;
  host = await enterRoom(stage.browser, made.hostUrl, DESK);
  student = await enterRoom(stage.browser, address, PHONE);
});

const tile = (page: Page, id: string) => page.locator(`[data-testid="bench-tile-${id}"]`);
const current = (page: Page, id: string) =>
  expect.poll(() => tile(page, id).getAttribute("data-current")).toBe("true");

/** Grey values of a canvas as it is painted. */
const greys = (page: Page, testId: string) =>
  page.getByTestId(testId).evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const context = canvas.getContext("2d");
    const { data } = context?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    return Array.from(data).filter((_, i) => i % 4 === 0);
  });

it("[WB18] the image on the bench has the very pixels of the data set, and the room's model and what needs none show what they make of it", async () => {
  const { page } = host;
  await page.getByTestId("tab-model").click();
  await page.getByTestId("section-bench").click();
  await page.getByTestId("open-bench").click();
  await current(page, MODEL);
  await current(page, "median");
  const card = await readCard(join(ARTIFACTS, MODEL));
  const images = await readExactImages(join(ARTIFACTS, "datasets", card.dataset.id), card.dataset);
  expect(await greys(page, "bench-original")).toEqual([...images.subarray(8500 * 784, 8501 * 784)]);
  await page.getByTestId("bench-undamaged").click();
  await expect
    .poll(() => greys(page, "bench-image-damaged"))
    .toEqual(await greys(page, "bench-original"));
  await expect.poll(() => tile(page, MODEL).locator("figure").count(), { timeout: 60_000 }).toBe(1);
  expect(host.errors).toEqual([]);
});

it("[WB18] what the host shows is pixel for pixel what a student sees, as a slider moves; on their own they change it and come back", async () => {
  const { page } = host;
  const phone = student.page;
  await page.getByTestId("bench-show").click();
  await phone.getByTestId("bench").waitFor();
  await page.locator("label", { has: page.getByTestId("bench-noise-veil") }).click();
  await page.getByTestId("bench-level").fill("0.7");
  for (const id of ["damaged", "median", MODEL]) {
    await current(page, id);
    await current(phone, id);
    await expect
      .poll(() => canvasPixels(phone, `bench-image-${id}`))
      .toBe(await canvasPixels(page, `bench-image-${id}`));
  }
  await keepScreenshot(page, "bench-1440");
  await keepScreenshot(phone, "bench-390");
  expect(await phone.getByTestId("bench-level").isDisabled()).toBe(true);
  await phone.getByTestId("bench-apart").click();
  await phone.getByTestId("bench-level").fill("0.1");
  await expect
    .poll(() => canvasPixels(phone, "bench-image-damaged"))
    .not.toBe(await canvasPixels(page, "bench-image-damaged"));
  await phone.getByTestId("bench-back").click();
  await expect
    .poll(() => canvasPixels(phone, "bench-image-damaged"))
    .toBe(await canvasPixels(page, "bench-image-damaged"));
  await page.getByTestId("bench-close").click();
  await phone.getByTestId("bench").waitFor({ state: "detached" });
  expect([...host.errors, ...student.errors]).toEqual([]);
});

it("[WB18] a link opens the bench that it holds", async () => {
  const { page } = host;
  const state = {
    source: { kind: "datum", dataset: "digits", row: 4 },
    damage: { blur: 0, noise: "none", level: 1, mask: 0.4, factor: 2, seed: 3 },
    models: null,
  };
  const value = Buffer.from(JSON.stringify(state)).toString("base64url");
  await page.goto(`${address}?bench=${value}`);
  await current(page, "bicubic");
  expect(await page.getByTestId("bench-mask").inputValue()).toBe("0.4");
});
