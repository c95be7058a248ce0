import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { importDecoder } from "../frameworks/import.ts";
import { copyModel } from "../helpers/artifacts.ts";
import { canvasPixels, keepScreenshot } from "../helpers/browser.ts";
import { DESK, enterRoom } from "../helpers/enter-room.ts";
import { writeForeignDecoder } from "../helpers/foreign-decoder.ts";
import { makeRoom, openStage } from "../helpers/stage.ts";

const ID = "waves-of-mine";
const folder = mkdtempSync(join(tmpdir(), "latent-commons-bring-"));
const artifacts = join(folder, "models");
copyModel(artifacts);
// Before the stage's own: hooks after the tests run last first.
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const stage = openStage({ ARTIFACTS: artifacts });

beforeAll(() => writeForeignDecoder(folder));

type Page = Awaited<ReturnType<typeof enterRoom>>["page"];
const slotOf = (page: Page) => page.evaluate(() => window.__latentCommons?.live.own.slot);
/** Colours of the points, summed: another colouring is another sum. */
const shades = (page: Page) =>
  page.evaluate(() => window.__latentCommons?.useExplorer.getState().colouring);

it("[FW4] a decoder is imported beside a running server: its lobby shows it, and two browsers share a room of it", async () => {
  const lobby = await stage.browser.newPage(DESK);
  await lobby.goto(stage.url);
  await lobby.getByTestId("model-digits-3d").waitFor();
  expect(await lobby.getByTestId(`model-${ID}`).count()).toBe(0);

  const flags = ["--name", "Waves of mine", "--latents", "latents.npy", "--labels", "labels.csv"];
  const { card } = await importDecoder("decoder.onnx", {
    id: ID,
    out: artifacts,
    cwd: folder,
    flags,
  });
  expect(card).toMatchObject({ kind: "decoder", imageShape: [32, 32, 3], latentDim: 6 });

  await lobby.reload();
  await lobby.getByTestId(`model-${ID}`).waitFor();
  await lobby.getByTestId(`model-${ID}`).scrollIntoViewIfNeeded();
  await keepScreenshot(lobby, "bring-lobby-1440");
  await lobby.close();

  const room = await makeRoom(stage.url, "Waves", ID);
  const [ada, bob] = await Promise.all([
    enterRoom(stage.browser, room.url),
    enterRoom(stage.browser, room.url),
  ]);
  expect(await ada.page.locator('[data-testid^="slider-"]').count()).toBe(6);

  // A cursor moves, the other sees the image.
  await bob.page.getByTestId("tab-people").click();
  const tile = `peer-tile-${await slotOf(ada.page)}`;
  await bob.page.getByTestId(tile).waitFor();
  await ada.page.getByTestId("slider-0").fill("-2");
  await ada.page.waitForTimeout(500);
  const before = await Promise.all([
    canvasPixels(ada.page, "own-tile"),
    canvasPixels(bob.page, tile),
  ]);
  await ada.page.getByTestId("slider-0").fill("2");
  await expect.poll(() => canvasPixels(ada.page, "own-tile")).not.toBe(before[0]);
  await expect.poll(() => canvasPixels(bob.page, tile)).not.toBe(before[1]);

  // Places, and a path between two with its strip.
  for (const [name, value] of [
    ["Here", "-2"],
    ["There", "2"],
  ] as const) {
    await ada.page.getByTestId("slider-1").fill(value);
    await ada.page.getByTestId("tab-places").click();
    await ada.page.getByTestId("bookmark-name").fill(name);
    await ada.page.getByTestId("save-bookmark").click();
    await ada.page.locator('li[data-testid^="bookmark-"]', { hasText: name }).waitFor();
  }
  await bob.page.getByTestId("tab-places").click();
  await bob.page.getByText("There").first().waitFor();
  await ada.page.getByTestId("tab-paths").click();
  await ada.page.getByTestId("new-path").click();
  for (const pick of await ada.page.locator('[data-testid^="pick-"]').all()) await pick.click();
  await ada.page.getByTestId("save-path").click();
  await ada.page.getByTestId("film-strip").waitFor();
  await keepScreenshot(ada.page, "bring-path-1440");

  // Names are the classes, a number is a scale with two handles.
  await bob.page.getByTestId("tab-legend").click();
  await bob.page.getByTestId("colour-by").selectOption({ label: "tone" });
  await bob.page.getByText("холодный").first().waitFor();
  await bob.page.getByTestId("colour-by").selectOption({ label: "height" });
  await bob.page.getByTestId("range-from").waitFor();
  expect(await shades(bob.page)).not.toBe(await shades(ada.page));
  await keepScreenshot(bob.page, "bring-height-1440");

  // The page's own decoder, with the server gone: the same file draws.
  await ada.page.locator('[data-testid="drawn-by"][data-page-decoder="ready"]').waitFor({
    state: "attached",
  });
  expect([...ada.errors, ...bob.errors]).toEqual([]);
  await stage.server.stop();
  const byServer = await canvasPixels(ada.page, "own-tile");
  await ada.page.getByTestId("slider-2").fill("-2");
  await expect
    .poll(() => ada.page.getByTestId("drawn-by").textContent())
    .toBe("drawn in this page");
  await expect.poll(() => canvasPixels(ada.page, "own-tile")).not.toBe(byServer);
}, 300_000);
