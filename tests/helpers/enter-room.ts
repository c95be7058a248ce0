import type { Browser, BrowserContextOptions } from "playwright-core";
import { withDebug } from "./browser.ts";

export const DESK = { viewport: { width: 1440, height: 900 }, locale: "en-GB" };
export const PHONE = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  locale: "en-GB",
};

/** Opens a room as a person with a browser profile of their own, and waits until they are in and the scene is there. */
export async function enterRoom(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = DESK,
) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(withDebug(address));
  await page
    .locator('[data-testid="connection-state"][data-state="joined"]')
    .waitFor({ state: "attached" });
  await page.waitForFunction(
    () => {
      const inside = window.__latentCommons;
      return inside?.useExplorer.getState().cloud && inside.live.scene;
    },
    null,
    { timeout: 60_000, polling: 50 },
  );
  return { context, page, errors };
}
