import type { Page } from "playwright-core";
import { beforeAll, expect, it } from "vitest";
import { DESK, enterRoom } from "../helpers/enter-room.ts";
import { makeRoom, openStage } from "../helpers/stage.ts";

const stage = openStage();
let room: string;

beforeAll(async () => {
  room = (await makeRoom(stage.url, "Everyone")).url;
});

const spoken = (page: Page) => page.getByTestId("spoken").textContent();

/** Presses keys and waits for the next sentence. */
async function hear(page: Page, keys: string): Promise<string> {
  const before = await spoken(page);
  await page.keyboard.press(keys);
  await expect.poll(() => spoken(page)).not.toBe(before);
  return (await spoken(page)) ?? "";
}

/** Class names of the nearest data to a place, worked out in the page from the data itself. */
const nearestClasses = (page: Page) =>
  page.evaluate(() => {
    const inside = window.__latentCommons;
    const { cloud, hovered } = inside?.useExplorer.getState() ?? {};
    if (!cloud || hovered === null || hovered === undefined) return null;
    const at = cloud.embedding.slice(3 * hovered, 3 * hovered + 3);
    const away = (row: number) =>
      Math.hypot(...at.map((value, d) => value - (cloud.embedding[3 * row + d] ?? 0)));
    const rows = Array.from({ length: cloud.count }, (_, row) => row)
      .filter((row) => row !== hovered)
      .sort((a, b) => away(a) - away(b))
      .slice(0, 10);
    const counts = new Map<number, number>();
    for (const row of rows) {
      const label = cloud.labels[row] ?? 0;
      counts.set(label, (counts.get(label) ?? 0) + 1);
    }
    return { label: cloud.labels[hovered], counts: Math.max(...counts.values()) };
  });

it("[EV18] by keyboard alone: to the scene, from datum to datum, to a person, and every word agrees with the data", async () => {
  const [me, anna] = await Promise.all([
    enterRoom(stage.browser, room),
    enterRoom(stage.browser, room),
  ]);
  const { page } = me;
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("data-testid"))).toBe(
    "skip",
  );
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe(
    "application",
  );

  for (const keys of ["Alt+ArrowRight", "Alt+ArrowUp", "Alt+PageUp"]) {
    const said = await hear(page, keys);
    const truth = await nearestClasses(page);
    expect(said).toContain(`Image of ${truth?.label},`);
    const counted = /(\d+) of the 10 nearest|All (10) nearest/.exec(said);
    expect(Number(counted?.[1] ?? counted?.[2]), said).toBe(truth?.counts);
    await page.waitForTimeout(50);
  }
  const chosen = await page.evaluate(() => window.__latentCommons?.useExplorer.getState().hovered);
  expect(await hear(page, "Enter")).toContain("You are there.");
  await expect
    .poll(() =>
      page.evaluate((row) => {
        const inside = window.__latentCommons;
        const cloud = inside?.useExplorer.getState().cloud;
        const want = cloud?.embedding.slice(3 * (row ?? 0), 3 * (row ?? 0) + 3);
        return [...(inside?.live.z ?? [])].every((value, d) => value === want?.[d]);
      }, chosen),
    )
    .toBe(true);
  expect(await hear(page, "v")).toMatch(/exactly the place of an image of \d.*nearest person/s);

  const name = await anna.page.evaluate(
    () => window.__latentCommons?.useExplorer.getState().me?.name,
  );
  await anna.page.keyboard.press("n");
  await anna.page.waitForTimeout(900);
  expect(await hear(page, "]")).toContain(`${name}, person 1 of 1`);
  await hear(page, "Enter");
  const annasZ = () => anna.page.evaluate(() => [...(window.__latentCommons?.live.z ?? [])]);
  await expect
    .poll(() => page.evaluate(() => [...(window.__latentCommons?.live.z ?? [])]))
    .toEqual(await annasZ());
  // Nothing of this left the page, as Alt and an arrow would.
  await hear(page, "Alt+ArrowLeft");
  expect(new URL(page.url()).pathname).toBe(new URL(room).pathname);
  expect([...me.errors, ...anna.errors]).toEqual([]);
  await Promise.all([me.context.close(), anna.context.close()]);
});

it("[EV18] the skip link leads past the scene and the bar to the panels", async () => {
  const { page, context } = await enterRoom(stage.browser, room);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe("tab-places");
  await context.close();
});

it("[EV19] a copied link shows on a second page the same place, camera, filter, look and panel", async () => {
  const me = await enterRoom(stage.browser, room, {
    ...DESK,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const { page } = me;
  await page.getByTestId("tab-legend").click();
  await page.getByTestId("class-3").click();
  await page.evaluate(() => {
    window.__latentCommons?.live.scene?.setView(
      { position: [1, 2.5, 3], target: [0.5, 0, 0] },
      false,
    );
  });
  await page.keyboard.press("n");
  await page.waitForTimeout(900);
  await page.getByTestId("share").click();
  await page.getByTestId("copy-view").click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("?s=");
  const copied = new URL(await page.evaluate(() => navigator.clipboard.readText()));
  // By whichever address: the other page opens it on this machine.
  const link = `${stage.url}${copied.pathname}${copied.search}`;
  const state = (of: Page) =>
    of.evaluate(() => {
      const inside = window.__latentCommons;
      const { hiddenClasses, thumbnailsInCloud } = inside?.useExplorer.getState() ?? {};
      const view = inside?.live.scene?.view();
      const rounded = [...(view?.position ?? []), ...(view?.target ?? [])].map(
        (value) => Math.round(value * 1e4) / 1e4,
      );
      return {
        z: [...(inside?.live.z ?? [])],
        hidden: [...(hiddenClasses ?? [])],
        thumbnailsInCloud,
        rounded,
        tab: document.querySelector("[role=tab][aria-selected=true]")?.id,
      };
    });
  const other = await enterRoom(stage.browser, link);
  await expect.poll(() => state(other.page)).toEqual(await state(page));
  expect((await state(page)).hidden).toEqual([3]);
  expect((await state(page)).tab).toBe("tab-legend");
  // The address bar is left alone while one moves.
  const address = other.page.url();
  await other.page.keyboard.press("n");
  await other.page.waitForTimeout(900);
  expect(other.page.url()).toBe(address);
  expect(other.errors).toEqual([]);
  await Promise.all([me.context.close(), other.context.close()]);
});

it("[EV19] a link that was cut opens the room and says so once", async () => {
  const { page, context, errors } = await enterRoom(stage.browser, `${room}?s=AQAAAAADAAAA`);
  await page.getByText("could not be read").waitFor();
  expect(await page.getByText("could not be read").count()).toBe(1);
  expect(errors).toEqual([]);
  await context.close();
});

it("[EV20] with less motion wished for, flights and cameras arrive at once and nothing on the page is animated", async () => {
  const { page, context } = await enterRoom(stage.browser, room, {
    ...DESK,
    reducedMotion: "reduce",
  });
  await page.locator("canvas[role=application]").focus();
  await hear(page, "Alt+ArrowRight");
  const places = await page.evaluate(async () => {
    const inside = window.__latentCommons;
    const seen = new Set<string>();
    const note = () => seen.add([...(inside?.live.z ?? [])].join());
    note();
    const key = (code: string, name: string) =>
      document
        .querySelector("canvas[role=application]")
        ?.dispatchEvent(new KeyboardEvent("keydown", { code, key: name, bubbles: true }));
    key("Enter", "Enter");
    inside?.live.scene?.turn(1, 0);
    const cameras = new Set<string>();
    for (let frame = 0; frame < 30; frame++) {
      await new Promise(requestAnimationFrame);
      note();
      if (frame > 1) cameras.add(JSON.stringify(inside?.live.scene?.view().position));
    }
    return { places: seen.size, cameras: cameras.size };
  });
  expect(places).toEqual({ places: 2, cameras: 1 });
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  const moving = await page.evaluate(
    () =>
      document.getAnimations().filter(({ effect }) => {
        const { duration } = effect?.getComputedTiming() ?? {};
        return Number(duration) > 1;
      }).length,
  );
  expect(moving).toBe(0);
  await context.close();
});
