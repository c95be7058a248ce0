import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { MODEL } from "../helpers/artifacts.ts";
import { keepScreenshot, newPerson } from "../helpers/browser.ts";
import { makeRoom, openStage } from "../helpers/stage.ts";

type Person = Awaited<ReturnType<typeof newPerson>>;

const stage = openStage();
let host: Person;
let student: Person;

beforeAll(async () => {
  host = await newPerson(stage.browser);
  student = await newPerson(stage.browser, { width: 390, height: 844 });
  const made = await makeRoom(stage.url, "Tasks", MODEL);
  await enter(host.page, made.hostUrl);
  await enter(student.page, made.url);
});

async function enter(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator("[data-testid=connection-state][data-state=joined]").waitFor();
  await page.getByTestId("own-tile").waitFor();
}

/** Moves as a person does who has no mouse. */
async function moveSlider(page: Page, index: number, value: number): Promise<void> {
  await page.getByTestId("tab-sliders").click();
  await page.getByTestId(`slider-${index}`).fill(String(value));
}

const wallPixels = (page: Page) =>
  page
    .getByTestId("wall-tiles")
    .locator("canvas")
    .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());

it("[WT17] the wall shows a student's picture as it changes, drawn in the host's page; keys reach a tile and fly there", async () => {
  const { page } = host;
  await page.getByTestId("tab-people").click();
  await page.getByTestId("open-wall").click();
  const wall = page.getByTestId("wall");
  await wall.waitFor();
  await expect.poll(() => page.getByTestId("wall-source").textContent()).toContain("this page");
  const before = await wallPixels(page);
  await moveSlider(student.page, 0, -2);
  await expect.poll(() => wallPixels(page)).not.toBe(before);
  await keepScreenshot(page, "wall");
  for (const order of ["place", "likeness", "hand", "name"])
    await page.getByTestId(`wall-order-${order}`).click();
  await page.keyboard.press("Tab");
  // Past the cross to the one tile that Tab reaches.
  await expect
    .poll(async () => {
      const tile = await page.evaluate(
        () => (document.activeElement as HTMLElement | null)?.dataset.tile,
      );
      if (tile === undefined) await page.keyboard.press("Tab");
      return tile;
    })
    .toBe("0");
  await page.keyboard.press("Enter");
  await wall.waitFor({ state: "detached" });
  await expect.poll(() => page.getByTestId("slider-0").inputValue()).toMatch(/^-2/);
  expect(host.errors).toEqual([]);
});

it("[WT18] a host sets a task, a student on a phone hands in, nothing shows before the host reveals it", async () => {
  const { page } = host;
  await page.getByTestId("open-set-task").click();
  await page.getByTestId("task-kind-typical").check();
  await page.getByTestId("task-words").fill("Two minutes");
  await page.getByTestId("task-set").click();
  const phone = student.page;
  await expect.poll(() => phone.getByTestId("task-goal").textContent()).toContain("most typical 7");
  await phone.getByTestId("task-hand-in").click();
  await phone.getByTestId("task-mine").waitFor();
  await keepScreenshot(phone, "task-phone");
  await expect.poll(() => page.getByTestId("task-count").textContent()).toBe("1 of 1 handed in");
  await page.getByTestId("task-answer").locator("canvas[data-drawn=true]").waitFor();
  expect(await phone.getByTestId("task-comparison").count()).toBe(0);
  await keepScreenshot(page, "task-host");
  await page.getByTestId("task-reveal").click();
  await phone.getByTestId("task-fold").click();
  await phone.getByTestId("task-standing").waitFor();
  await expect.poll(() => phone.getByTestId("task-answer").count()).toBe(1);
  expect(await phone.getByTestId("task-hand-in").count()).toBe(0);
});

it("[WT18] the host keeps the answers as places and ends the task for everyone", async () => {
  const { page } = host;
  await page.getByTestId("task-keep").click();
  await page.getByTestId("tab-places").click();
  await page.locator("[data-testid^=bookmark-]", { hasText: "Answer 1" }).first().waitFor();
  await page.getByTestId("task-end").click();
  for (const person of [host, student])
    await person.page.getByTestId("task").waitFor({ state: "detached" });
  expect([...host.errors, ...student.errors]).toEqual([]);
});
