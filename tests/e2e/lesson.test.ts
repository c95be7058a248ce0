import type { BrowserContextOptions, Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { keepScreenshot, withDebug } from "../helpers/browser.ts";
import { openStage } from "../helpers/stage.ts";

const LAPTOP = { width: 1024, height: 768 };
const errors: string[] = [];
const stage = openStage();
/** The teacher at the projector, a colleague with the co-host link, and three students. */
let anna: Page;
let carl: Page;
let mia: Page;
let yura: Page;
let kim: Page;

beforeAll(async () => {
  anna = await person({
    viewport: { width: 1440, height: 900 },
    permissions: ["clipboard-read", "clipboard-write"],
  });
  carl = await person({ viewport: LAPTOP });
  mia = await person({ viewport: { width: 390, height: 844 }, hasTouch: true });
  yura = await person({ viewport: LAPTOP, locale: "ru-RU" });
  kim = await person({ viewport: LAPTOP });
});

async function person(options: BrowserContextOptions): Promise<Page> {
  const page = await (await stage.browser.newContext(options)).newPage();
  page.on("pageerror", (error) => errors.push(String(error)));
  return page;
}

interface Debug {
  live: { z: Float32Array };
}
const latentOf = (page: Page) =>
  page.evaluate(() => {
    const { live } = (window as unknown as { __latentCommons: Debug }).__latentCommons;
    return [...live.z].map((value) => Math.round(value * 100) / 100);
  });
const seated = (page: Page) =>
  page.locator("[data-testid=connection-state][data-state=joined]").waitFor();
/** The same seat, with a page that lets the test look inside. */
const inside = async (page: Page) => {
  await seated(page);
  await page.goto(withDebug(page.url()));
  await seated(page);
};
const enter = (page: Page, id: string) => page.getByTestId(id).click();
const shows = (page: Page, id: string) => page.getByTestId(id).first().waitFor();
const gone = (page: Page, id: string) =>
  page.getByTestId(id).first().waitFor({ state: "detached" });
const reads = (page: Page, id: string, text: string) =>
  expect.poll(() => page.getByTestId(id).first().textContent()).toContain(text);

/** A line of the menu "Lesson". */
async function lesson(page: Page, entry: string): Promise<void> {
  await enter(page, "lesson-menu");
  await enter(page, `lesson-${entry}`);
}

/** Someone's row in the list of people, which is open afterwards. */
async function rowOf(page: Page, name: string) {
  await enter(page, "tab-people");
  return page.locator("li", { has: page.getByText(name, { exact: true }) }).last();
}

async function joinByCode(page: Page, code: string, name: string): Promise<void> {
  await page.goto(`${stage.url}/join`);
  await expect.poll(() => page.getByTestId("join-name").inputValue()).not.toBe("");
  await page.getByTestId("join-code").fill(code);
  await page.getByTestId("join-name").fill(name);
  await enter(page, "join-submit");
}

let room = "";
let code = "";

it("[LS1] a host makes a room and shows a code; a phone and a student in Russian join by it", async () => {
  await anna.goto(stage.url);
  await enter(anna, "model-digits-3d");
  await anna.getByTestId("room-name").fill("Period 3");
  await enter(anna, "create-room");
  await anna.waitForURL(/\/room\/[a-z0-9]{12}$/);
  room = anna.url();
  await anna.goto(withDebug(room));
  await seated(anna);
  await enter(anna, "tab-people");
  await enter(anna, "edit-profile");
  await anna.getByTestId("your-name").fill("Anna");
  await anna.getByTestId("your-name").press("Enter");
  await enter(anna, "share");
  await enter(anna, "open-join-screen");
  code = (await anna.getByTestId("join-code-shown").textContent()) ?? "";
  await Promise.all([joinByCode(mia, code, "Mia"), joinByCode(yura, code, "Юра")]);
  await Promise.all([inside(mia), inside(yura)]);
  await reads(anna, "arrived-count", "2");
  await keepScreenshot(anna, "lesson-join-screen");
  expect(await yura.evaluate(() => document.documentElement.lang)).toBe("ru");
  await enter(anna, "close-join-screen");
});

it("[LS2] a colleague takes part as co-host by a link of their own", async () => {
  await enter(anna, "share");
  await enter(anna, "make-cohost");
  await enter(anna, "copy-cohost");
  const link = await anna.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/#key=/);
  await anna.keyboard.press("Escape");
  const { pathname, hash } = new URL(link);
  await carl.goto(withDebug(`${stage.url}${pathname}${hash}`));
  await seated(carl);
  // A projector shows the address bar.
  await expect.poll(() => carl.url()).not.toContain("key=");
  await enter(carl, "lesson-menu");
  await shows(carl, "lesson-hold");
  await carl.keyboard.press("Escape");
});

it("[LS3] behind the locked door a student who uses the keyboard only waits, until the co-host lets them in", async () => {
  await enter(anna, "share");
  await anna.getByTestId("lock-door").check();
  await anna.keyboard.press("Escape");
  await kim.goto(`${stage.url}/join`);
  await expect.poll(() => kim.getByTestId("join-name").inputValue()).not.toBe("");
  // The code has the focus when the page opens.
  await kim.keyboard.type(code);
  await kim.keyboard.press("Tab");
  await kim.keyboard.press("Control+A");
  await kim.keyboard.type("Kim");
  await kim.keyboard.press("Enter");
  await shows(kim, "notice-waiting");
  // Neither seen nor seeing.
  await enter(anna, "tab-people");
  expect(await anna.getByTestId("own-tile").isVisible()).toBe(true);
  expect(await anna.locator('[data-testid^="peer-tile-"]').count()).toBe(3);
  await enter(carl, "share");
  await reads(carl, "waiting", "Kim");
  await enter(carl, "admit");
  await carl.keyboard.press("Escape");
  await gone(kim, "notice-waiting");
  await inside(kim);
  await expect.poll(() => anna.locator('[data-testid^="peer-tile-"]').count()).toBe(4);
});

it("[LS4] a student follows the host three ways, breaks away by moving, and comes back with one press", async () => {
  const row = await rowOf(yura, "Anna");
  await row.locator('[data-testid^="more-"]').click();
  await enter(yura, "follow-place");
  await anna.getByTestId("slider-0").fill("1.5");
  await expect.poll(() => latentOf(yura)).toEqual([1.5, 0, 0]);
  await enter(yura, "follow-camera");
  await anna.getByTestId("slider-0").fill("-1.5");
  await expect.poll(() => latentOf(anna)).toEqual([-1.5, 0, 0]);
  expect(await latentOf(yura)).toEqual([1.5, 0, 0]);
  await enter(yura, "follow-both");
  await expect.poll(() => latentOf(yura)).toEqual([-1.5, 0, 0]);
  await shows(yura, "following");
  await yura.getByTestId("slider-1").fill("2");
  await gone(yura, "following");
  await enter(yura, "follow-back");
  await expect.poll(() => latentOf(yura)).toEqual([-1.5, 0, 0]);
  await enter(yura, "follow-leave");
});

it("[LS5] held, all are with the host, who sees how many; a latecomer lands on it; released, they may go", async () => {
  await lesson(anna, "hold");
  await anna.getByTestId("slider-2").fill("2");
  for (const page of [mia, yura, kim]) {
    await shows(page, "following");
    await expect.poll(() => latentOf(page)).toEqual([-1.5, 0, 2]);
    expect(await page.getByTestId("follow-leave").count()).toBe(0);
  }
  await expect
    .poll(() => anna.getByTestId("who-sees").textContent(), { timeout: 20_000 })
    .toMatch(/4 of 4/);
  await keepScreenshot(anna, "lesson-host");
  await keepScreenshot(mia, "lesson-phone");
  await keepScreenshot(yura, "lesson-student");
  const late = await person({ viewport: LAPTOP });
  await enter(carl, "share");
  await carl.getByTestId("lock-door").uncheck();
  await carl.keyboard.press("Escape");
  await joinByCode(late, code, "Late");
  await inside(late);
  await expect.poll(() => latentOf(late)).toEqual([-1.5, 0, 2]);
  await late.context().close();
  await enter(anna, "presenter-end");
  await gone(mia, "presenter");
  await mia.getByTestId("tab-sliders").click();
  await mia.getByTestId("slider-0").fill("0.5");
  await expect.poll(async () => (await latentOf(mia))[0]).toBe(0.5);
});

it("[LS6] the spotlight is offered, refused by one, accepted by another, and handed back", async () => {
  const miasRow = await rowOf(anna, "Mia");
  await miasRow.locator('[data-testid^="more-"]').click();
  await miasRow.getByTestId("give-spotlight").click();
  await enter(mia, "offer-decline");
  await gone(anna, "lesson-offered");
  const yurasRow = await rowOf(anna, "Юра");
  await yurasRow.locator('[data-testid^="more-"]').click();
  await yurasRow.getByTestId("give-spotlight").click();
  await enter(yura, "offer-accept");
  await shows(yura, "presenter");
  await enter(mia, "invitation-refuse");
  await enter(kim, "invitation-go");
  await yura.getByTestId("slider-1").fill("-2");
  await expect.poll(async () => (await latentOf(kim))[1]).toBe(-2);
  expect((await latentOf(mia))[1]).not.toBe(-2);
  await enter(yura, "presenter-end");
  await gone(kim, "presenter");
});

it("[LS7] paused, students are told; without names nobody but hosts reads any", async () => {
  await lesson(anna, "pause");
  for (const page of [mia, yura, kim]) await shows(page, "lesson-paused");
  await lesson(anna, "pause");
  for (const page of [mia, yura, kim]) await gone(page, "lesson-paused");
  await lesson(anna, "names");
  await enter(kim, "tab-people");
  await expect.poll(() => kim.locator("body").textContent()).not.toContain("Mia");
  expect(await (await rowOf(anna, "Mia")).count()).toBe(1);
  await lesson(anna, "names");
  await expect.poll(() => kim.locator("body").textContent()).toContain("Mia");
});

it("[LS8] a hand is raised by keyboard, seen by the hosts, and taken down", async () => {
  await kim.getByTestId("lesson-menu").focus();
  await kim.keyboard.press("Enter");
  await kim.getByTestId("lesson-hand").focus();
  await kim.keyboard.press("Enter");
  await reads(anna, "lesson-hands", "Kim");
  await reads(carl, "lesson-hands", "Kim");
  const row = await rowOf(anna, "Kim");
  await row.locator('[data-testid^="more-"]').click();
  await row.getByTestId("lower-hand").click();
  await gone(kim, "own-hand");
});

it("[LS9] the wall shows everyone's picture; a task is set, handed in, and revealed", async () => {
  await enter(anna, "tab-people");
  await enter(anna, "open-wall");
  await shows(anna, "wall-tiles");
  await keepScreenshot(anna, "lesson-wall");
  await enter(anna, "wall-close");
  await enter(anna, "open-set-task");
  await anna.getByTestId("task-kind-typical").check();
  await enter(anna, "task-set");
  for (const page of [mia, kim]) await enter(page, "task-hand-in");
  await reads(anna, "task-count", "2 of ");
  expect(await mia.getByTestId("task-comparison").count()).toBe(0);
  await enter(anna, "task-reveal");
  await shows(kim, "task-answer");
  await enter(anna, "task-end");
  await gone(kim, "task");
});

it("[LS10] the built-in tour is presented with arrow keys, and all go along", async () => {
  await enter(anna, "tab-tours");
  await anna.locator("[data-testid^='tour-'][data-built-in='true'] button").first().click();
  await enter(anna, "present-tour");
  await shows(yura, "tour-card");
  const first = await yura.getByTestId("tour-stop-title").textContent();
  await anna.getByTestId("tour-card").click();
  await anna.keyboard.press("ArrowRight");
  await expect.poll(() => yura.getByTestId("tour-stop-title").textContent()).not.toBe(first);
  // In the language of each.
  expect(await yura.getByTestId("tour-stop-title").textContent()).toMatch(/[а-я]/);
  expect(await anna.getByTestId("tour-stop-title").textContent()).not.toMatch(/[а-я]/);
  await keepScreenshot(anna, "lesson-tour");
  await enter(anna, "end-tour");
  await gone(yura, "tour-card");
});

it("[LS11] someone is removed and hears why; the lesson ends, and its code leads nowhere", async () => {
  const row = await rowOf(anna, "Mia");
  await row.locator('[data-testid^="remove-"]').click();
  await enter(anna, "confirm-remove");
  await mia.getByRole("heading", { name: "The host has removed you" }).waitFor();
  await mia.goto(room);
  await mia.getByRole("heading", { name: "The host has removed you" }).waitFor();
  await lesson(anna, "finish");
  await joinByCode(mia, code, "Mia");
  await mia.getByRole("alert").first().waitFor();
  expect(errors).toEqual([]);
});
