import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { type Browser, launch } from "puppeteer-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ServerProcess, startServer } from "../helpers/start-server.ts";

const FIREFOX = process.env.FIREFOX ?? "/usr/bin/firefox-esr";
const XVFB = "/usr/bin/Xvfb";
const missing = [FIREFOX, XVFB].filter((path) => !existsSync(path));
if (missing.length > 0)
  console.warn(`SKIPPED: the Firefox smoke test; not there: ${missing.join(", ")}`);

let server: ServerProcess;
let display: ChildProcess;
let browser: Browser;

beforeAll(async () => {
  if (missing.length > 0) return;
  const number = `:${100 + (process.pid % 400)}`;
  display = spawn(XVFB, [number, "-screen", "0", "1440x900x24"], { stdio: "ignore" });
  server = await startServer();
  // WebGL in software needs a display: headless Firefox has none to draw on.
  browser = await launch({
    browser: "firefox",
    executablePath: FIREFOX,
    headless: false,
    env: { ...process.env, DISPLAY: number, LIBGL_ALWAYS_SOFTWARE: "1" },
    extraPrefsFirefox: { "webgl.force-enabled": true },
  });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  display?.kill();
});

it.skipIf(missing.length > 0)(
  "[B12] in Firefox the lobby opens a room, the cloud is drawn, and keys move the own image",
  async () => {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on("pageerror", (cause) => errors.push(String(cause)));
    await page.setViewport({ width: 1280, height: 800 });
    await page.goto(server.url);
    await page.waitForSelector("h1");
    const made = await page.evaluate(async () => {
      const response = await fetch("/api/rooms", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ name: "From Firefox", modelId: "digits-3d" }),
      });
      return (await response.json()) as { id: string };
    });
    await page.goto(`${server.url}/room/${made.id}`);
    await page.waitForSelector("canvas[data-testid='own-tile']", { timeout: 60_000 });
    const image = () =>
      page.$eval("canvas[data-testid='own-tile']", (element) =>
        (element as HTMLCanvasElement).toDataURL(),
      );
    // The scene comes in a bundle of its own, some time after the page; three marks its canvas.
    const draws = () =>
      page.evaluate(() => {
        const canvas = document.querySelector<HTMLCanvasElement>("canvas[data-engine]");
        return Boolean(canvas?.getContext("webgl2"));
      });
    await expect.poll(draws).toBe(true);
    const before = await image();
    await page.focus("body");
    for (let i = 0; i < 8; i++) await page.keyboard.press("ArrowRight", { delay: 40 });
    await expect.poll(image).not.toBe(before);
    expect(errors).toEqual([]);
  },
);
