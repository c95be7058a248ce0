import type { Browser } from "playwright-core";
import { newPerson } from "../../helpers/browser.ts";
import type { BenchPage, FrameTimes } from "./measure.ts";

export type Kind = "orbit" | "hover";

export type OpenPage = Awaited<ReturnType<typeof openPage>>;

/** One of the pages that `serveScenes` serves, its points drawn. @throws Error what the page says of itself */
export async function openPage(
  browser: Browser,
  url: string,
  viewport: { width: number; height: number },
) {
  const { page, errors } = await newPerson(browser, viewport);
  const failed = new Promise<never>((_, reject) => page.once("pageerror", reject));
  try {
    await page.goto(url);
    const ready = page.waitForFunction(() => window.bench !== undefined, null, {
      timeout: 180_000,
    });
    await Promise.race([ready, failed]);
    const [pointPx, unitPx] = await page.evaluate(() => [
      window.bench?.pointPx ?? Number.NaN,
      window.bench?.unitPx ?? Number.NaN,
    ]);
    const times = (kind: Kind, frames: number): Promise<FrameTimes> =>
      page.evaluate(([kind, frames]) => (window.bench as BenchPage)[kind](frames), [
        kind,
        frames,
      ] as const);
    return { pointPx: pointPx as number, unitPx: unitPx as number, times, errors };
  } catch (cause) {
    throw new Error(`${url} could not be measured: ${errors.join("; ") || cause}`);
  }
}
