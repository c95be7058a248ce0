import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { keepScreenshot, newPerson, withDebug } from "../helpers/browser.ts";
import { type MadeRoom, makeRoom, openStage } from "../helpers/stage.ts";

type Person = Awaited<ReturnType<typeof newPerson>>;

const stage = openStage();
let host: Person;
let student: Person;
let room: MadeRoom;

beforeAll(async () => {
  [host, student] = await Promise.all([newPerson(stage.browser), newPerson(stage.browser)]);
  room = await makeRoom(stage.url, "Tours");
});

const latentOf = (page: Page) =>
  page.evaluate(() => [
    ...(window as unknown as { __latentCommons: { live: { z: Float32Array } } }).__latentCommons
      .live.z,
  ]);
/** Where the page's cursor rests, to a hundredth. */
const restsAt = (page: Page, z: number[]) =>
  expect
    .poll(async () => (await latentOf(page)).map((value) => Math.round(value * 100) / 100), {
      timeout: 15_000,
    })
    .toEqual(z);
const titleOf = (page: Page) => page.getByTestId("tour-stop-title").textContent();
const shows = (page: Page, title: string) =>
  expect.poll(() => titleOf(page), { timeout: 15_000 }).toBe(title);
const open = async (page: Page, address: string) => {
  await page.goto(withDebug(address));
  await page.getByTestId("own-tile").waitFor();
};

const STOPS = [
  [1, 0, 0],
  [0, 1.5, 0],
  [0, 0, -1],
];
let tourId = "";

it("[TR21] a host makes a tour of three stops by adding what is seen, with a title and a note", async () => {
  const { page } = host;
  await open(page, room.hostUrl);
  await page.getByTestId("tab-tours").click();
  await page.getByTestId("new-tour").click();
  for (const [i, z] of STOPS.entries()) {
    for (const [d, value] of z.entries()) await page.getByTestId(`slider-${d}`).fill(String(value));
    await page.getByTestId("add-stop").click();
    await page.getByTestId(`tour-stop-${i}`).waitFor();
  }
  await page.getByTestId("edit-stop-1").click();
  await page.getByTestId("stop-title").fill("The second");
  await page.getByTestId("stop-note").fill("Look **up**.");
  await page.getByTestId("stop-note").blur();
  await expect.poll(() => page.getByTestId("tour-stop-1").textContent()).toContain("The second");
  await keepScreenshot(page, "tour-made");
});

it("[TR22] presented with arrow keys, it takes a second page along, and one that comes later", async () => {
  await open(student.page, room.url);
  await host.page.getByTestId("present-tour").click();
  await restsAt(student.page, [1, 0, 0]);
  await student.page.getByTestId("own-tile").click();
  await host.page.getByTestId("tour-card").click();
  await host.page.keyboard.press("ArrowRight");
  await shows(student.page, "The second");
  await restsAt(student.page, [0, 1.5, 0]);
  expect(await student.page.getByTestId("tour-card").innerHTML()).toContain("<strong>up</strong>");
  // A student's arrows are no steps.
  expect(await student.page.getByTestId("tour-next").count()).toBe(0);
  await host.page.keyboard.press("PageDown");
  await restsAt(student.page, [0, 0, -1]);
  await restsAt(host.page, [0, 0, -1]);
  const late = await newPerson(stage.browser, { width: 390, height: 844 });
  await open(late.page, room.url);
  await restsAt(late.page, [0, 0, -1]);
  await late.context.close();
});

it("[TR23] a host's phone is the remote control: its buttons step the projector", async () => {
  const phone = await newPerson(stage.browser, { width: 390, height: 844 });
  await open(phone.page, room.hostUrl);
  const previous = phone.page.getByTestId("tour-previous");
  await previous.waitFor();
  expect((await previous.boundingBox())?.height).toBeGreaterThanOrEqual(80);
  await previous.click();
  await shows(host.page, "The second");
  await shows(phone.page, "The second");
  await keepScreenshot(phone.page, "tour-remote");
  await phone.page.getByTestId("end-tour").click();
  await host.page.getByTestId("tour-card").waitFor({ state: "detached" });
  await student.page.getByTestId("tour-card").waitFor({ state: "detached" });
  await phone.context.close();
});

it("[TR24] it is walked alone by its link, and nobody is taken along", async () => {
  const id = await host.page.evaluate(() => {
    const row = document.querySelector("[data-testid='open-tour']");
    return row?.getAttribute("data-tour") ?? "";
  });
  tourId = id;
  await student.page.getByTestId("slider-0").fill("-2");
  await open(student.page, `${room.url}?tour=${tourId}&stop=2`);
  await shows(student.page, "The second");
  await restsAt(student.page, [0, 1.5, 0]);
  await student.page.keyboard.press("ArrowLeft");
  await restsAt(student.page, [1, 0, 0]);
  expect(await host.page.getByTestId("tour-card").count()).toBe(0);
  await student.page.keyboard.press("Escape");
  await student.page.getByTestId("tour-card").waitFor({ state: "detached" });
});

it("[TR25] exported and imported, it is the same tour again; a wrong file says what is wrong", async () => {
  const { page } = host;
  const downloading = page.waitForEvent("download");
  await page.getByTestId("export-tour").click();
  const file = await (await downloading).path();
  await page.getByTestId("tours-back").click();
  await page.getByTestId("import-tour").setInputFiles(file);
  await page.getByTestId("open-tour").waitFor();
  await expect.poll(() => page.getByTestId("tour-stop-1").textContent()).toContain("The second");
  const imported = await page.getByTestId("open-tour").getAttribute("data-tour");
  expect(imported).not.toBe(tourId);
  await page.getByTestId("walk-tour").click();
  await restsAt(page, [1, 0, 0]);
  await page.keyboard.press("Escape");
  await page.getByTestId("delete-tour").click();
  await page.getByTestId("undo").click();
  await page.getByTestId(`tour-${imported}`).waitFor();
  const wrong = Buffer.from("{}");
  await page
    .getByTestId("import-tour")
    .setInputFiles({ name: "x.json", mimeType: "application/json", buffer: wrong });
  await page.getByText("This is not a tour of Latent Commons").waitFor();
});

it("[TR26] the model's own tour is read in the page's language", async () => {
  const context = await stage.browser.newContext({
    locale: "ru-RU",
    viewport: { width: 1440, height: 900 },
  });
  const page = await context.newPage();
  await open(page, `${room.url}?tour=whatisalatentspace&stop=4`);
  await shows(page, "Что лежит в центре?");
  await restsAt(page, [0, 0, 0]);
  await keepScreenshot(page, "tour-russian");
  await context.close();
  expect([...host.errors, ...student.errors]).toEqual([]);
});
