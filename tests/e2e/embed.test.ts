import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { keepScreenshot, launchBrowser } from "../helpers/browser.ts";
import { makeRoom } from "../helpers/stage.ts";
import { type ServerProcess, startServer } from "../helpers/start-server.ts";

let course: Server;
/** Allowed by its name; the same server by its number is another site. */
let allowed: string;
let foreign: string;
let server: ServerProcess;
let browser: Browser;
let room: string;

beforeAll(async () => {
  // A page of a course: a heading, and the address in its query in a frame.
  course = createServer((request, response) => {
    const frame = new URL(request.url ?? "/", "http://x").searchParams.get("frame") ?? "";
    response.setHeader("content-type", "text/html");
    response.end(
      `<!doctype html><h1>Week 3</h1><iframe width="800" height="480" src="${frame}"></iframe>`,
    );
  });
  await new Promise<void>((resolve) => course.listen(0, resolve));
  const { port } = course.address() as AddressInfo;
  allowed = `http://127.0.0.1:${port}`;
  foreign = `http://[::1]:${port}`;
  server = await startServer({ FRAME_ANCESTORS: `'self' ${allowed}` });
  browser = await launchBrowser();
  room = (await makeRoom(server.url, "Week 3")).url;
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  course?.close();
});

async function courseAt(origin: string, frame: string, blocked = false) {
  const context = await browser.newContext({ viewport: { width: 900, height: 640 } });
  if (blocked)
    await context.addInitScript(() => {
      // As a browser that blocks storage in frames of other sites.
      for (const name of ["localStorage", "sessionStorage"])
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException("denied", "SecurityError");
          },
        });
    });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(`${origin}/?frame=${encodeURIComponent(frame)}`);
  return { context, page, errors, inside: page.frameLocator("iframe") };
}

it("[EV22] in a frame of an allowed site the room is live, compact, and leads nowhere but to a window of its own", async () => {
  const { page, inside, errors, context } = await courseAt(
    allowed,
    `${room}?embed=1&hide=sliders,share`,
  );
  await inside.getByTestId("connection-state").waitFor();
  await expect
    .poll(() => inside.getByTestId("connection-state").getAttribute("data-state"))
    .toBe("joined");
  await inside.locator("canvas[role=application]").waitFor();
  expect(await inside.locator('a[href="/"]').count()).toBe(0);
  expect(await inside.getByTestId("share").count()).toBe(0);
  expect(await inside.getByTestId("tab-sliders").count()).toBe(0);
  const whole = await inside.getByTestId("whole-page").getAttribute("href");
  expect(whole).toMatch(/^\/room\/\w+\?hide=sliders(%2C|,)share$/);
  expect(await inside.getByTestId("whole-page").getAttribute("target")).toBe("_blank");
  await keepScreenshot(page, "embed");
  expect(errors).toEqual([]);
  await context.close();
});

it("[EV22] where the frame's storage is blocked the room works all the same, and the person stays the same one", async () => {
  const { inside, errors, context } = await courseAt(allowed, `${room}?embed=1`, true);
  await expect
    .poll(() => inside.getByTestId("connection-state").getAttribute("data-state"))
    .toBe("joined");
  await inside.getByTestId("tab-people").click();
  await inside.getByTestId("edit-profile").waitFor();
  await inside.locator("canvas[role=application]").waitFor();
  await inside.getByTestId("help").click();
  await inside.getByRole("dialog").waitFor();
  expect(errors).toEqual([]);
  await context.close();
});

it("[EV22] a page of another site may not show it", async () => {
  const { page, inside, errors, context } = await courseAt(foreign, `${room}?embed=1`);
  await expect.poll(() => errors.join("\n")).toMatch(/frame-ancestors/);
  expect(await inside.getByTestId("connection-state").count()).toBe(0);
  expect(await page.getByRole("heading", { name: "Week 3" }).count()).toBe(1);
  await context.close();
});

it("[EV23] what hide= names is never there, not even for a moment, and its keys do nothing", async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const response = await page.goto(`${room}?hide=legend,people,help,figures,rename,share`);
  const html = (await response?.text()) ?? "";
  for (const gone of ["tab-legend", "tab-people", "stats-toggle", 'data-testid="share"'])
    expect(html, gone).not.toContain(gone);
  expect(html).toContain("tab-places");
  await page.locator("canvas[role=application]").waitFor();
  await page.keyboard.press("?");
  await page.keyboard.press("c");
  await page.waitForTimeout(300);
  expect(await page.getByRole("dialog").count()).toBe(0);
  expect(await page.getByTestId("rename-room").count()).toBe(0);
  await context.close();
});
