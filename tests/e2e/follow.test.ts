import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type {} from "../../app/_explorer/scene/debug-handle.tsx";
import { keepScreenshot, launchBrowser, newPerson } from "../helpers/browser.ts";
import { type ServerProcess, startServer } from "../helpers/start-server.ts";

type Person = Awaited<ReturnType<typeof newPerson>>;

const database = `file:${join(mkdtempSync(join(tmpdir(), "latent-commons-")), "follow.db")}`;
let server: ServerProcess;
let browser: Browser;
let teacher: Person;
let student: Person;
let slot = 0;

beforeAll(async () => {
  server = await startServer({ DATABASE_URL: database });
  browser = await launchBrowser();
  [teacher, student] = await Promise.all([newPerson(browser), newPerson(browser)]);
  const response = await fetch(`${server.url}/api/rooms`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "Lesson", modelId: "digits-3d" }),
  });
  const { id, hostKey } = (await response.json()) as { id: string; hostKey: string };
  await teacher.page.goto(`${server.url}/room/${id}?debug#key=${hostKey}`);
  await student.page.goto(`${server.url}/room/${id}?debug`);
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
afterAll(async () => {
  await browser?.close();
  await server?.stop();
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
