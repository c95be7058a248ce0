import { beforeAll, expect, it } from "vitest";
import { keepScreenshot } from "../helpers/browser.ts";
import { DESK, enterRoom, PHONE } from "../helpers/enter-room.ts";
import { makeRoom, openStage } from "../helpers/stage.ts";

type Person = Awaited<ReturnType<typeof enterRoom>>;

const stage = openStage();
let teacher: Person;
let student: Person;

beforeAll(async () => {
  const made = await makeRoom(stage.url, "Compare");
  teacher = await enterRoom(stage.browser, made.hostUrl, DESK);
  student = await enterRoom(stage.browser, made.url, PHONE);
});

const datum = ({ page }: Person) => page.getByTestId("datum-name").textContent();
const place = ({ page }: Person) =>
  page.evaluate(() => [...(window.__latentCommons?.live.z ?? [])]);
const framesDrawn = ({ page }: Person) =>
  page.evaluate(() => window.__latentCommons?.framesDrawn() ?? 0);

it("[SB12] a host puts a model beside the room's; both see it, hover links the halves, a drag there moves here", async () => {
  await teacher.page.getByTestId("tab-model").click();
  await teacher.page.getByTestId("section-beside").click();
  await teacher.page.getByTestId("beside-digits-16d").click();
  for (const { page } of [teacher, student])
    await expect.poll(() => page.getByTestId("datum-strip").count(), { timeout: 30_000 }).toBe(1);
  await expect.poll(() => datum(student)).toMatch(/^\d$/);
  const figures = teacher.page.getByTestId("compared-figures");
  expect(await figures.locator("td[data-better]").count()).toBe(5);

  // Some point of the second half's cloud lies under one of these places.
  const box = await teacher.page.getByTestId("half-beside").boundingBox();
  if (!box) throw new Error("the second half has no place");
  const hovered = () =>
    teacher.page.evaluate(() => window.__latentCommons?.useExplorer.getState().hovered ?? null);
  await expect
    .poll(async () => {
      const [right, down] = [0.25 + 0.5 * Math.random(), 0.6 + 0.15 * Math.random()];
      await teacher.page.mouse.move(box.x + box.width * right, box.y + box.height * down);
      return hovered();
    })
    .not.toBe(null);
  const cards = teacher.page.locator("[data-testid=hover-card]:not([hidden])");
  expect(await cards.count()).toBe(2);
  await keepScreenshot(teacher.page, "beside-wide");

  const before = await place(teacher);
  await teacher.page.mouse.down();
  await teacher.page.mouse.up();
  await expect.poll(() => place(teacher)).not.toEqual(before);
  await keepScreenshot(student.page, "beside-phone");
  expect([...teacher.errors, ...student.errors]).toEqual([]);
});

it("[SB10] with both halves open nothing is drawn while nothing changes", async () => {
  await teacher.page.mouse.move(2, 2);
  await expect
    .poll(async () => {
      const before = await framesDrawn(student);
      await student.page.waitForTimeout(1_000);
      return (await framesDrawn(student)) - before;
    })
    .toBe(0);
});

it("[SB11] the host ends it where it stands, and everyone has one half again", async () => {
  await teacher.page.getByTestId("beside-end").click();
  for (const { page } of [teacher, student])
    await expect.poll(() => page.getByTestId("half-beside").count()).toBe(0);
});
