import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { keepScreenshot } from "../helpers/browser.ts";
import { enterRoom, PHONE } from "../helpers/enter-room.ts";
import { makeRoom, openStage } from "../helpers/stage.ts";

const stage = openStage();
let room: string;

beforeAll(async () => {
  room = (await makeRoom(stage.url, "Phones")).url;
});

/** What a finger has to press and is less than 44 pixels high or wide, as `name: width × height`. */
const smallTargets = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("button, a[href], input, select, [role=tab]")]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      // A word in a line of text may be as high as its line (WCAG 2.5.8).
      .filter((element) => !element.closest("p"))
      .map((element) => {
        // A label around a box is pressed as the box is, and what reaches over an edge by ::after is pressed too.
        const pressed = element.closest("label") ?? element;
        const box = pressed.getBoundingClientRect();
        const after = getComputedStyle(element, "::after");
        const more = after.position === "absolute" && after.content !== "none";
        const inset = (side: "top" | "bottom") => (more ? Number.parseFloat(after[side]) || 0 : 0);
        const height = box.height - Math.min(0, inset("top")) - Math.min(0, inset("bottom"));
        const name = element.getAttribute("aria-label") ?? element.textContent?.trim() ?? "";
        return { name: name || (element as HTMLInputElement).type, width: box.width, height };
      })
      .filter(({ width, height }) => width > 1 && (width < 43.5 || height < 43.5))
      .map(({ name, width, height }) => `${name}: ${width.toFixed(0)} × ${height.toFixed(0)}`),
  );

it("[EV21] on a phone every target is 44 pixels, in each panel and dialog, and nothing is wider than the screen", async () => {
  const { page, context } = await enterRoom(stage.browser, room, PHONE);
  const problems: string[] = [];
  const look = async (where: string) => {
    for (const target of await smallTargets(page)) problems.push(`${where}: ${target}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > 390) problems.push(`${where}: ${wide} wide`);
  };
  const tabs = await page.getByRole("tab").all();
  for (const tab of tabs) {
    await tab.tap();
    await look((await tab.getAttribute("id")) ?? "");
  }
  for (const button of ["help", "share"]) {
    await page.getByTestId(button).tap();
    await page.getByRole("dialog").waitFor();
    await look(button);
    await keepScreenshot(page, `phone-${button}`);
    await page.getByRole("dialog").getByRole("button", { name: "Close" }).tap();
  }
  await page.goto(stage.url);
  await page.getByTestId("model-digits-3d").waitFor();
  await look("lobby");
  await page.getByTestId("model-digits-3d").tap();
  await page.getByTestId("room-name").waitFor();
  await look("open a room");
  await page.goto(`${stage.url}/join`);
  await page.getByRole("textbox").first().waitFor();
  await look("join");
  expect(problems).toEqual([]);
  await context.close();
});

it("[EV11] on a phone the own image in the corner hides nobody's tag", async () => {
  const { page, context } = await enterRoom(stage.browser, room, PHONE);
  const { own, figure } = await page.evaluate(async () => {
    const inside = window.__latentCommons;
    // The own marker comes to lie under the picture in the corner.
    const [x, y] = [2.4, -2.1];
    inside?.live.scene?.setView({ position: [x, y, 9], target: [x, y, 0] }, false);
    for (let frame = 0; frame < 5; frame++) await new Promise(requestAnimationFrame);
    const scene = document.querySelector("[data-scene]")?.getBoundingClientRect();
    const picture = document.querySelector("figure")?.getBoundingClientRect();
    return {
      own: inside?.screenOfPerson("own"),
      figure: {
        right: (picture?.right ?? 0) - (scene?.left ?? 0),
        bottom: (picture?.bottom ?? 0) - (scene?.top ?? 0),
      },
    };
  });
  await keepScreenshot(page, "phone-corner");
  expect(own?.tile).toBeGreaterThan(0);
  // The marker itself is under it.
  expect(own?.x).toBeLessThan(figure.right);
  expect(own?.y).toBeLessThan(figure.bottom);
  const clear = (own?.tileLeft ?? 0) >= figure.right || (own?.tileTop ?? 0) >= figure.bottom;
  expect(clear, JSON.stringify({ own, figure })).toBe(true);
  await context.close();
});
