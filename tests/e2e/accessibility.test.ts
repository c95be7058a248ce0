import { beforeAll, expect, it } from "vitest";
import { axeFindings } from "../helpers/axe-findings.ts";
import { keepScreenshot } from "../helpers/browser.ts";
import { makeRoom, openStage } from "../helpers/stage.ts";

const stage = openStage();
let room: string;

beforeAll(async () => {
  room = (await makeRoom(stage.url, "Period 3")).url;
});

const looks = (["light", "dark"] as const).flatMap((theme) =>
  [1440, 390].map((width) => ({ theme, width })),
);

async function open(theme: "light" | "dark", width: number, url: string, locale = "en-GB") {
  const context = await stage.browser.newContext({ viewport: { width, height: 900 }, locale });
  const page = await context.newPage();
  await context.addInitScript(
    (chosen) => localStorage.setItem("latent-commons.theme", chosen),
    theme,
  );
  await page.goto(url);
  return { context, page };
}

const inBoth = looks.flatMap((look) =>
  (["en-GB", "ru-RU"] as const).map((locale) => ({ ...look, locale })),
);

it.each(inBoth)(
  "[B13] lobby, its commands and its dialogs, $theme, $width wide, in $locale: nothing serious",
  async ({ theme, width, locale }) => {
    const { context, page } = await open(theme, width, stage.url, locale);
    await page.getByTestId("model-digits-3d").waitFor();
    await page.getByTestId("bring-your-own").scrollIntoViewIfNeeded();
    expect(await axeFindings(page)).toEqual([]);
    // By key; and no command is wider than its place, however narrow the page.
    await page.getByTestId("copy-decoder").focus();
    await page.keyboard.press("Enter");
    const told = locale === "ru-RU" ? "Скопировано" : "Copied";
    await expect.poll(() => page.getByTestId("copy-decoder").textContent()).toContain(told);
    const overflows = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll("pre")].filter(
        ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
      ),
    );
    expect(overflows).toEqual([]);
    expect(await axeFindings(page)).toEqual([]);
    await keepScreenshot(page, `bring-${theme}-${width}-${locale.slice(0, 2)}`);
    await page.getByTestId("model-digits-3d").click();
    await page.getByTestId("room-name").waitFor();
    expect(await axeFindings(page)).toEqual([]);
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
      for (const finding of await axeFindings(page)) found.push(`${where}: ${finding}`);
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
    await page.goto(`${stage.url}/join`);
    await page.getByRole("textbox").first().waitFor();
    await look("join");
    expect(found).toEqual([]);
    await context.close();
  },
);

it.each(looks)(
  "[B13] pages of one message, $theme, $width wide: nothing serious",
  async ({ theme, width }) => {
    const { context, page } = await open(theme, width, `${stage.url}/room/nosuchroom22`);
    await page.getByRole("heading").waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await context.close();
  },
);
