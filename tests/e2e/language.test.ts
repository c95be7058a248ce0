import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { keepScreenshot, newPerson, withDebug } from "../helpers/browser.ts";
import { makeRoom, openStage } from "../helpers/stage.ts";

const stage = openStage();

const language = (page: Page) => page.evaluate(() => document.documentElement.lang);
const seat = (page: Page) =>
  page.evaluate(() => {
    const handle = window.__latentCommons;
    return {
      slot: handle?.live.own.slot,
      place: handle && [...handle.live.z].map((value) => value.toFixed(3)),
      name: handle?.useExplorer.getState().me?.name,
    };
  });

async function openRoom(): Promise<string> {
  return (await makeRoom(stage.url, "Слова")).url;
}

it("[IN8] a page comes in its browser's language alone", async () => {
  const russian = await fetch(stage.url, { headers: { "accept-language": "ru" } });
  const html = await russian.text();
  expect(html).toContain('<html lang="ru"');
  expect(html).toContain("латентного пространства");
  expect(html).not.toContain("latent space");
  const nowhere = await fetch(`${stage.url}/nowhere`, { headers: { "accept-language": "ru" } });
  expect(await nowhere.text()).toContain("По этому адресу ничего нет");
});

it("[IN8] the language changes without leaving the room, and is kept", async () => {
  const room = withDebug(await openRoom());
  const { page, errors, context } = await newPerson(stage.browser, undefined, "ru-RU");
  const other = await newPerson(stage.browser);
  await Promise.all([page.goto(room), other.page.goto(room)]);
  const places = page.getByTestId("tab-places");
  await expect.poll(() => places.textContent()).toBe("Места");
  await expect.poll(() => other.page.getByTestId("people-count").textContent()).toBe("2");
  await expect.poll(async () => (await seat(page)).name).toBeTruthy();
  await page.getByTestId("slider-1").fill("1.5");
  const before = await seat(page);
  expect(before.name).toMatch(/^[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+$/);
  await keepScreenshot(page, "room-russian");
  const left = other.page.evaluate(
    () =>
      new Promise((resolve) => {
        window.__latentCommons?.useExplorer.subscribe((now, then) => {
          if (now.peers !== then.peers) resolve("someone left or came");
        });
        setTimeout(() => resolve("nobody left"), 4_000);
      }),
  );
  await page.getByTestId("language").click();
  await expect.poll(() => places.textContent()).toBe("Places");
  await expect.poll(() => language(page)).toBe("en");
  expect(await seat(page)).toEqual(before);
  expect(await left).toBe("nobody left");
  expect(errors).toEqual([]);
  await page.reload();
  await expect.poll(() => places.textContent()).toBe("Places");
  await Promise.all([context.close(), other.context.close()]);
});

it("[IN8] while the server does not answer, the page stays and says so", async () => {
  const { page, context } = await newPerson(stage.browser);
  await page.goto(withDebug(await openRoom()));
  await expect.poll(() => page.getByTestId("tab-places").textContent()).toBe("Places");
  await page.evaluate(() => Object.assign(window, { stillHere: true }));
  await page.route("**/api/health", (route) => route.abort());
  await page.getByTestId("language").click();
  await page.getByRole("alert").filter({ hasText: "does not answer" }).waitFor();
  expect(await page.evaluate(() => "stillHere" in window)).toBe(true);
  await context.close();
});
