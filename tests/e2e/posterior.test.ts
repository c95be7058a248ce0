import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import type {} from "../../app/_explorer/scene/debug-handle.tsx";
import { keepScreenshot } from "../helpers/browser.ts";
import { enterRoom } from "../helpers/enter-room.ts";
import { makeRoom, openStage } from "../helpers/stage.ts";

const stage = openStage();
let room: string;

beforeAll(async () => {
  room = (await makeRoom(stage.url, "Posterior")).url;
});

const hover = (page: Page, row: number) =>
  page.evaluate((at) => window.__latentCommons?.useExplorer.setState({ hovered: at }), row);
const place = (page: Page) => page.evaluate(() => [...(window.__latentCommons?.live.z ?? [])]);

async function openSection(page: Page, name: string): Promise<void> {
  await page.getByTestId("tab-model").click();
  await page.getByTestId(`section-${name}`).click();
}

it("[PV13] a hover becomes a loss taken apart and a σ in the scene; who follows sees the rings", async () => {
  const [teacher, student] = await Promise.all([
    enterRoom(stage.browser, room),
    enterRoom(stage.browser, room),
  ]);
  const { page } = teacher;
  await openSection(page, "posterior");
  await page.getByTestId("show-rings").check();
  await page.getByTestId("show-hovered").check();
  await page.getByTestId("show-class").selectOption("4");
  await hover(page, 9000);
  await expect.poll(() => page.getByTestId("loss-own").textContent()).toContain("−ELBO");
  const told = (await page.getByTestId("loss-own").textContent()) ?? "";
  const [reconstruction = 0, kl = 0, elbo = 0] = [...told.matchAll(/\d+\.\d/g)].map(Number);
  expect(Math.abs(reconstruction + kl - elbo)).toBeLessThan(0.11);
  expect(kl).toBeGreaterThan(3);
  expect(kl).toBeLessThan(20);
  await expect.poll(() => page.getByTestId("active-units").textContent()).toContain("3 of 3");
  await keepScreenshot(page, "posterior");

  const slot = await page.evaluate(() => window.__latentCommons?.live.own.slot ?? 0);
  await student.page.getByTestId("tab-people").click();
  await student.page.getByTestId(`more-${slot}`).click();
  await student.page.getByTestId("follow-camera").click();
  await openSection(student.page, "posterior");
  await expect.poll(() => student.page.getByTestId("show-rings").isChecked()).toBe(true);
  expect(await student.page.getByTestId("show-class").inputValue()).toBe("4");
  expect([...teacher.errors, ...student.errors]).toEqual([]);
  await Promise.all([teacher.context.close(), student.context.close()]);
});

it("[NC3] the slider moves the cursor for all to see, a flip is gone to, and back is where it began", async () => {
  const { page, context, errors } = await enterRoom(stage.browser, room);
  const start = await page.evaluate(() => {
    const { cloud } = window.__latentCommons?.useExplorer.getState() ?? {};
    return [...(cloud?.embedding.slice(0, 3) ?? [])];
  });
  await page.evaluate(() => window.__latentCommons?.useExplorer.setState({ hovered: 0 }));
  await page.locator("[data-scene] canvas[role=application]").focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => place(page)).toEqual(start);
  await openSection(page, "noise");
  await page.getByTestId("noise-amount").fill("1.5");
  await expect.poll(() => place(page)).not.toEqual(start);
  const away = await place(page);
  const length = Math.hypot(...away.map((value, d) => value - (start[d] ?? 0)));
  expect(length).toBeCloseTo(1.5 * Math.sqrt(3), 3);
  await keepScreenshot(page, "noise");
  await page.getByTestId("noise-back").click();
  await expect.poll(() => place(page)).toEqual(start);
  expect(errors).toEqual([]);
  await context.close();
});
