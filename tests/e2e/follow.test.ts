import { beforeAll, expect, it } from "vitest";
import type {} from "../../app/_explorer/scene/debug-handle.tsx";
import { keepScreenshot, newPerson, withDebug } from "../helpers/browser.ts";
import { makeRoom, openStage } from "../helpers/stage.ts";

type Person = Awaited<ReturnType<typeof newPerson>>;

const stage = openStage();
let teacher: Person;
let student: Person;
let slot = 0;

beforeAll(async () => {
  [teacher, student] = await Promise.all([newPerson(stage.browser), newPerson(stage.browser)]);
  const made = await makeRoom(stage.url, "Lesson");
  await teacher.page.goto(withDebug(made.hostUrl));
  await student.page.goto(withDebug(made.url));
  for (const { page } of [teacher, student])
    await page.waitForFunction(
      () => window.__latentCommons?.live.scene && window.__latentCommons.live.own.pixels,
      null,
      { timeout: 60_000 },
    );
  slot = await teacher.page.evaluate(() => window.__latentCommons?.live.own.slot ?? 0);
  await student.page.getByTestId("tab-people").click();
  await student.page.getByTestId(`more-${slot}`).click();
});

const placeOf = ({ page }: Person) =>
  page.evaluate(() => [...(window.__latentCommons?.live.z ?? [])]);
const cameraOf = ({ page }: Person) =>
  page.evaluate(() => {
    const view = window.__latentCommons?.live.scene?.view();
    return [...(view?.position ?? []), ...(view?.target ?? [])].map((x) => x.toFixed(1));
  });
const turn = ({ page }: Person) =>
  page.evaluate(() => window.__latentCommons?.live.scene?.turn(0.4, 0.1));

/** Holds a key until it has moved the own cursor: a frame of a busy machine may take longer than a press. */
async function press({ page }: Person, key: string): Promise<void> {
  const before = await page.evaluate(() => window.__latentCommons?.live.seq ?? 0);
  await page.keyboard.down(key);
  const moved = (seq: number) => (window.__latentCommons?.live.seq ?? 0) > seq;
  await page.waitForFunction(moved, before, { timeout: 10_000, polling: 50 });
  await page.keyboard.up(key);
}

const together = async (read: (person: Person) => Promise<unknown>) =>
  expect
    .poll(async () => JSON.stringify(await read(student)), { timeout: 10_000 })
    .toBe(JSON.stringify(await read(teacher)));

it("[LD21] one follows a place, a view, or both; an own move ends it, and one press brings it back", async () => {
  await student.page.getByTestId("follow-place").click();
  const before = await cameraOf(student);
  await press(teacher, "ArrowRight");
  await turn(teacher);
  await together(placeOf);
  expect(await cameraOf(student)).toEqual(before);

  await student.page.getByTestId("follow-camera").click();
  await turn(teacher);
  await together(cameraOf);
  await press(student, "ArrowUp");
  expect(await placeOf(student)).not.toEqual(await placeOf(teacher));
  expect(await student.page.getByTestId("following").isVisible()).toBe(true);

  await student.page.getByTestId("follow-both").click();
  await together(placeOf);
  await press(student, "ArrowLeft");
  await student.page.getByTestId("follow-back").waitFor();
  expect(await placeOf(student)).not.toEqual(await placeOf(teacher));
  await student.page.getByTestId("follow-back").click();
  await together(placeOf);
  await together(cameraOf);
});

it("[LD22] an invitation is refused, being brought is left, a hold is not; it ends when it is released", async () => {
  await student.page.getByTestId("follow-leave").click();
  await teacher.page.getByTestId("lesson-menu").click();
  await teacher.page.getByTestId("lesson-invite").click();
  await student.page.getByTestId("invitation-refuse").click();
  await student.page.getByTestId("follow-back").waitFor();
  await teacher.page.getByTestId("presenter-bring").click();
  await student.page.getByTestId("follow-leave").click();
  await teacher.page.getByTestId("presenter-hold").click();
  await student.page.getByTestId("following").waitFor();
  expect(await student.page.getByTestId("follow-leave").count()).toBe(0);
  await student.page.keyboard.down("ArrowLeft");
  await student.page.waitForTimeout(1000);
  await student.page.keyboard.up("ArrowLeft");
  await together(placeOf);
  await expect
    .poll(() => teacher.page.getByTestId("who-sees").textContent(), { timeout: 10_000 })
    .toContain("1 of 1");
  await keepScreenshot(student.page, "held");
  await teacher.page.getByTestId("presenter-end").click();
  await student.page.getByTestId("following").waitFor({ state: "detached" });
  await press(student, "ArrowLeft");
  expect(await placeOf(student)).not.toEqual(await placeOf(teacher));
  expect([...teacher.errors, ...student.errors]).toEqual([]);
});
