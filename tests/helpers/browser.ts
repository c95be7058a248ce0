import { mkdirSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { findBrowser } from "./find-browser.ts";

const ARGS = [
  "--no-sandbox",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--disable-background-networking",
  "--disable-quic",
  "--no-first-run",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Chromium, WebGL in software.
 * @throws Error in one sentence where there is none
 */
export async function launchBrowser(): Promise<Browser> {
  const { executablePath, args, env } = await findBrowser();
  return chromium.launch({
    executablePath,
    args: [...ARGS, ...args],
    env: env as Record<string, string>,
  });
}

/** A person: a browser profile of their own, in a language. Errors on their pages are collected. */
export async function newPerson(
  browser: Browser,
  viewport = { width: 1440, height: 900 },
  locale = "en-GB",
): Promise<{ context: BrowserContext; page: Page; errors: string[] }> {
  const context = await browser.newContext({ viewport, locale });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  return { context, page, errors };
}

/** The pixels of a <canvas> as one string, to see that they changed. */
export function canvasPixels(page: Page, testId: string): Promise<string> {
  return page.getByTestId(testId).evaluate((element) => (element as HTMLCanvasElement).toDataURL());
}

/** Kept below out/, git-ignored, to be looked at. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync("out/screenshots", { recursive: true });
  await page.screenshot({ path: `out/screenshots/${name}.png` });
}

/** The address of a page that lets tests look inside (`window.__latentCommons`). */
export function withDebug(url: string): string {
  const debug = new URL(url);
  debug.searchParams.set("debug", "");
  return debug.href;
}
