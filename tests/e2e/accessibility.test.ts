import axe from "axe-core";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser, newPerson } from "../helpers/browser.ts";
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

async function open(theme: "light" | "dark", width: number, url: string) {
  const { context, page } = await newPerson(browser, { width, height: 900 });
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

it.each(looks)(
  "[B13] a room and its share dialog, $theme, $width wide: nothing serious",
  async ({ theme, width }) => {
    const { context, page } = await open(theme, width, room);
    await page.getByTestId("own-tile").waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole("button", { name: /share/i }).first().click();
    await page.getByRole("dialog").waitFor();
    expect(await findings(page)).toEqual([]);
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
