import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { importDecoder } from "../frameworks/import.ts";
import { copyModel } from "../helpers/artifacts.ts";
import { keepScreenshot } from "../helpers/browser.ts";
import { DESK, enterRoom, PHONE } from "../helpers/enter-room.ts";
import { writeForeignDecoder } from "../helpers/foreign-decoder.ts";
import { makeRoom, openStage } from "../helpers/stage.ts";

const SIZES = { tall: [48, 24], wide: [24, 48] } as const;
type Shape = keyof typeof SIZES;
const folder = mkdtempSync(join(tmpdir(), "latent-commons-shapes-"));
const artifacts = join(folder, "models");
copyModel(artifacts);
// Before the stage's own: hooks after the tests run last first.
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const stage = openStage({ ARTIFACTS: artifacts });

beforeAll(async () => {
  for (const id of ["tall", "wide"] as const) {
    await writeForeignDecoder(folder, SIZES[id]);
    const flags = ["--name", `Waves, ${id}`, "--latents", "latents.npy", "--labels", "labels.csv"];
    await importDecoder("decoder.onnx", { id, out: artifacts, cwd: folder, flags });
  }
});

/** Width to height of a canvas's pixels, and of those as they are seen. */
const ratios = (canvas: Locator) =>
  canvas.evaluate((element) => {
    const { width, height, clientWidth, clientHeight } = element as HTMLCanvasElement;
    const whole = getComputedStyle(element).objectFit === "contain";
    return { pixels: width / height, seen: whole ? width / height : clientWidth / clientHeight };
  });

/** A picture, or `count` side by side, is as wide to its height as the decoder's. */
async function keepsShape(canvas: Locator, shape: Shape, count = 1): Promise<void> {
  await canvas.waitFor();
  const [height, width] = SIZES[shape];
  const ratio = (count * width) / height;
  await expect.poll(async () => (await ratios(canvas)).pixels).toBeCloseTo(ratio, 3);
  expect(Math.abs((await ratios(canvas)).seen / ratio - 1)).toBeLessThan(0.02);
}

/** Of what is painted on a canvas that holds one picture; 0 before. */
const paintedRatio = (canvas: Locator) =>
  canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const context = (element as HTMLCanvasElement).getContext("2d");
    const { data } = context?.getImageData(0, 0, width, height) ?? { data: [] };
    const seen = { left: width, right: 0, top: height, bottom: 0 };
    for (let i = 0; i < width * height; i++) {
      if (!data[4 * i + 3]) continue;
      const [x, y] = [i % width, Math.floor(i / width)];
      seen.left = Math.min(seen.left, x);
      seen.right = Math.max(seen.right, x + 1);
      seen.top = Math.min(seen.top, y);
      seen.bottom = Math.max(seen.bottom, y + 1);
    }
    const [across, down] = [seen.right - seen.left, seen.bottom - seen.top];
    return down > 0 ? across / down : 0;
  });

/** The file of a place's or a path's small picture. */
const fileRatio = (row: Locator) =>
  row.evaluate(async (element) => {
    const all = [...element.querySelectorAll("*")].map((each) => getComputedStyle(each));
    const style = all.find(({ backgroundImage }) => backgroundImage.startsWith("url"));
    const image = new Image();
    image.src = style?.backgroundImage.slice(5, -2) ?? "";
    await image.decode();
    return { ratio: image.width / image.height, size: style?.backgroundSize };
  });

async function hoverADatum(page: Page): Promise<void> {
  const box = await page.locator("canvas[role=application]").boundingBox();
  if (!box) throw new Error("there is no scene");
  for (let i = 0; i < 400; i++) {
    const [across, down] = [0.35 + 0.02 * (i % 15), 0.3 + 0.02 * Math.floor(i / 15)];
    await page.mouse.move(box.x + across * box.width, box.y + down * box.height);
    await page.waitForTimeout(40);
    if (await page.getByTestId("hover-card").isVisible()) return;
  }
}

it.each(["tall", "wide"] as const)(
  "[EX32] %s pictures are whole and in shape: tile, people, places, path, hover, wall and task, wide and narrow",
  async (shape) => {
    const [height, width] = SIZES[shape];
    const made = await makeRoom(stage.url, shape, shape);
    const ada = await enterRoom(stage.browser, made.hostUrl);
    const bob = await enterRoom(stage.browser, made.url, PHONE);
    const { page } = ada;
    const phone = bob.page;
    for (const each of [page, phone]) await keepsShape(each.getByTestId("own-tile"), shape);

    await page.getByTestId("tab-people").click();
    await keepsShape(page.locator('[data-testid^="peer-tile-"]').first(), shape);
    await page.getByTestId("open-wall").click();
    const wall = page.getByTestId("wall-tiles").locator("canvas");
    await expect.poll(() => paintedRatio(wall)).toBeCloseTo(width / height, 1);
    await keepScreenshot(page, `shapes-${shape}-wall`);
    await page.getByTestId("wall-close").click();

    for (const name of ["Here", "There"]) {
      await page.getByTestId("tab-places").click();
      await page.getByTestId("bookmark-name").fill(name);
      await page.getByTestId("save-bookmark").click();
      const row = page.locator('li[data-testid^="bookmark-"]', { hasText: name });
      await row.waitFor();
      const { ratio, size } = await fileRatio(row);
      expect(ratio).toBeCloseTo(width / height, 1);
      expect(size).toBe("contain");
      await page.getByTestId("slider-0").fill("2");
    }
    await page.getByTestId("tab-paths").click();
    await page.getByTestId("new-path").click();
    for (const pick of await page.locator('[data-testid^="pick-"]').all()) await pick.click();
    await page.getByTestId("save-path").click();
    await phone.getByTestId("tab-paths").click();
    await phone.locator('[data-testid^="path-"]').first().click();
    for (const each of [page, phone]) {
      const film = each.getByTestId("film-strip");
      // Before it is decoded a canvas is 2 to 1.
      await expect
        .poll(async () => (await ratios(film)).pixels / (width / height))
        .toBeGreaterThan(7);
      const { pixels } = await ratios(film);
      await keepsShape(film, shape, Math.round(pixels / (width / height)));
      const box = await film.boundingBox();
      // Neither a line nor half the page.
      expect(box?.height).toBeGreaterThan(16);
      expect(box?.height).toBeLessThan(120);
    }
    await page.getByTestId("path-play").click();
    await keepsShape(page.getByTestId("playback-tile"), shape);
    await page.getByTestId("path-stop").click();

    await hoverADatum(page);
    await keepsShape(page.getByTestId("hover-card").locator("canvas"), shape);
    await keepScreenshot(page, `shapes-${shape}-1440`);
    await keepScreenshot(phone, `shapes-${shape}-390`);

    await page.getByTestId("tab-people").click();
    await page.getByTestId("open-set-task").click();
    await page.getByTestId("task-kind-datum").check();
    await page.getByTestId("task-set").click();
    await phone.getByTestId("task-hand-in").click();
    await phone.getByTestId("task-mine").waitFor();
    for (const each of [page, phone])
      await keepsShape(each.getByTestId("datum-picture").first(), shape);
    await keepsShape(
      page.getByTestId("task-answer").locator("canvas[data-drawn=true]").first(),
      shape,
    );
    await keepScreenshot(page, `shapes-${shape}-task-1440`);
    await keepScreenshot(phone, `shapes-${shape}-task-390`);
    expect([...ada.errors, ...bob.errors]).toEqual([]);
    await Promise.all([ada.context.close(), bob.context.close()]);
  },
  240_000,
);

it("[EX32] the lobby's sheets of such pictures are in shape", async () => {
  const lobby = await stage.browser.newPage(DESK);
  await lobby.goto(stage.url);
  for (const shape of ["tall", "wide"] as const) {
    const card = lobby.locator("article", { has: lobby.getByTestId(`about-${shape}`) });
    await card.scrollIntoViewIfNeeded();
    const sheet = card.locator("canvas");
    await expect.poll(async () => (await ratios(sheet)).seen).toBeCloseTo(2, 0);
    const { pixels, seen } = await ratios(sheet);
    expect(seen).toBeCloseTo(pixels, 3);
  }
  await keepScreenshot(lobby, "shapes-lobby-1440");
  await lobby.close();
});
