import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../helpers/browser.ts";
import { type ServerProcess, startServer } from "../helpers/start-server.ts";

let server: ServerProcess;
let browser: Browser;
let room: string;

beforeAll(async () => {
  server = await startServer();
  browser = await launchBrowser();
  const response = await fetch(`${server.url}/api/rooms`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "Period 3", modelId: "digits-3d" }),
  });
  room = `${server.url}/room/${((await response.json()) as { id: string }).id}`;
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** What is serious or critical, as `rule: element` lines. */
async function findings(page: Page): Promise<string[]> {
  // A colour on its way to another one is nobody's to read.
  await page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map(({ finished }) => finished)),
  );
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: checker } = window as unknown as { axe: typeof import("axe-core") };
    const { violations } = await checker.run(document, { resultTypes: ["violations"] });
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
  });
}

const looks = (["light", "dark"] as const).flatMap((theme) =>
  [1440, 390].map((width) => ({ theme, width })),
);

async function open(theme: "light" | "dark", width: number, url: string, locale = "en-GB") {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale });
  const page = await context.newPage();
  await context.addInitScript(
    (chosen) => localStorage.setItem("latent-commons.theme", chosen),
    theme,
  );
  await page.goto(url);
  return { context, page };
}

it.each(looks)(
  "[B13] lobby and its dialogs, $theme, $width wide: nothing serious",
  async ({ theme, width }) => {
    const { context, page } = await open(theme, width, server.url);
    await page.getByTestId("model-digits-3d").waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByTestId("model-digits-3d").click();
    await page.getByTestId("room-name").waitFor();
    expect(await findings(page)).toEqual([]);
    await context.close();
  },
);

/** Each look in one language, so that each language is seen light and dark, wide and narrow. */
const rooms = looks.map((look, i) => ({ ...look, locale: i % 3 === 0 ? "en-GB" : "ru-RU" }));

it.each(rooms)(
  "[B13] a room with each panel and dialog, and /join, $theme, $width wide, in $locale: nothing serious",
  async ({ theme, width, locale }) => {
    const { context, page } = await open(theme, width, room, locale);
    await page.getByTestId("own-tile").waitFor();
    await page.locator("canvas[role=application]").waitFor();
    const found: string[] = [];
    const look = async (where: string) => {
      for (const finding of await findings(page)) found.push(`${where}: ${finding}`);
    };
    for (const tab of await page.getByRole("tab").all()) {
      await tab.click();
      await look((await tab.getAttribute("id")) ?? "");
    }
    for (const dialog of ["help", "share"]) {
      await page.getByTestId(dialog).click();
      await page.getByRole("dialog").waitFor();
      await look(dialog);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }
    await page.goto(`${server.url}/join`);
    await page.getByRole("textbox").first().waitFor();
    await look("join");
    expect(found).toEqual([]);
    await context.close();
  },
);

it.each(looks)(
  "[B13] pages of one message, $theme, $width wide: nothing serious",
  async ({ theme, width }) => {
    const { context, page } = await open(theme, width, `${server.url}/room/nosuchroom22`);
    await page.getByRole("heading").waitFor();
    expect(await findings(page)).toEqual([]);
    await context.close();
  },
);
