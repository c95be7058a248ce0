import { expect, it } from "vitest";
import { canvasPixels, keepScreenshot } from "../helpers/browser.ts";
import { DESK, enterRoom, PHONE } from "../helpers/enter-room.ts";
import { makeRoom, openStage } from "../helpers/stage.ts";

type Person = Awaited<ReturnType<typeof enterRoom>>;

const stage = openStage();

const inside = <T>({ page }: Person, read: string) =>
  page.evaluate<T>(
    `(() => { const { live, useExplorer, framesDrawn } = window.__latentCommons; return ${read}; })()`,
  );

it("[MS14] a host takes the room to a model in the plane and back: both pages go over, the cloud settles, places lead back", async () => {
  const made = await makeRoom(stage.url, "Switch");
  const host = await enterRoom(stage.browser, made.hostUrl, DESK);
  const guest = await enterRoom(stage.browser, made.url, PHONE);
  const people = [host, guest];
  await host.page.getByTestId("slider-0").fill("1.5");
  await host.page.getByTestId("tab-model").click();
  await host.page.getByTestId("section-switch").click();
  const before = await canvasPixels(host.page, "own-tile");
  await host.page.getByTestId("switch-digits-vae-2d").click();
  for (const person of people)
    await expect
      .poll(() => inside(person, "[useExplorer.getState().card.id, live.z.length].join()"))
      .toBe("digits-vae-2d,2");
  // The points of the new model, at rest: no frame while nothing changes.
  for (const person of people) {
    await expect
      .poll(() => inside(person, "useExplorer.getState().cloud?.embedding.length ?? 0"))
      .toBe(20_000);
    await expect
      .poll(async () => {
        const drawn = await inside<number>(person, "framesDrawn()");
        await person.page.waitForTimeout(800);
        return (await inside<number>(person, "framesDrawn()")) - drawn;
      })
      .toBe(0);
  }
  expect(await canvasPixels(host.page, "own-tile")).not.toBe(before);
  await keepScreenshot(host.page, "switch-wide");
  await keepScreenshot(guest.page, "switch-phone");
  // The guest moves in the new model, and the host is shown it.
  await guest.page.getByTestId("tab-sliders").click();
  await guest.page.getByTestId("slider-1").fill("2");
  await expect
    .poll(() => inside<number[]>(host, "[...live.cursors.values()].map(({ z }) => z[1])"))
    .toContain(2);
  await host.page.getByTestId("switch-digits-3d").click();
  for (const person of people) await expect.poll(() => inside(person, "live.z.length")).toBe(3);
  expect([...host.errors, ...guest.errors]).toEqual([]);
  for (const { context } of people) await context.close();
});
