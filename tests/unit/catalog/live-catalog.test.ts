import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import type { WatchFolder } from "../../../server/engine/folder-watch.ts";
import { type LiveCatalog, openLiveCatalog } from "../../../server/engine/live-catalog.ts";
import { ARTIFACT_FILES } from "../../../server/protocol/artifact-files.ts";
import { copyModel, MODEL } from "../../helpers/artifacts.ts";
import { createClock } from "../../helpers/clock.ts";

const OTHER = "digits-vae-2d";
let live: LiveCatalog | undefined;
let root = "";
afterEach(() => {
  live?.dispose();
  rmSync(root, { recursive: true, force: true });
});

/** A server's catalog over a folder with one model, a file system that tells what it is told to, and time by hand. */
async function open() {
  root = mkdtempSync(join(tmpdir(), "catalog-"));
  copyModel(root);
  const warned: string[] = [];
  const clock = createClock();
  let changed = () => {};
  let stopped = false;
  const watch: WatchFolder = (_root, onChange) => {
    changed = onChange;
    return () => {
      stopped = true;
    };
  };
  const warn = (line: string) => void warned.push(line);
  live = await openLiveCatalog({ root, warn, clock, watch });
  const catalog = live;
  let changes = 0;
  catalog.onChange(() => changes++);
  return {
    catalog,
    warned,
    ids: () => [...catalog.catalog.keys()],
    changes: () => changes,
    isStopped: () => stopped,
    /** The file system tells of a change, and the moment after it passes. */
    async notice() {
      changed();
      clock.advance(200);
      await catalog.refresh();
    },
    /** Somebody opens the lobby `ms` later. */
    async ask(ms: number) {
      clock.advance(ms);
      await catalog.refresh();
    },
  };
}

const cardFile = (folder = MODEL) => join(root, folder, ARTIFACT_FILES.card);
function editCard(folder: string, edit: (text: string) => string) {
  writeFileSync(cardFile(folder), edit(readFileSync(cardFile(folder), "utf8")));
}

it("[CT1] a folder renamed into place is a model, its name with a dot is none; gone, it is gone", async () => {
  const { catalog, ids, changes, notice, warned } = await open();
  const { catalog: map } = catalog;
  copyModel(root, OTHER);
  renameSync(join(root, OTHER), join(root, ".half"));
  await notice();
  expect(ids()).toEqual([MODEL]);
  expect(changes()).toBe(0);
  renameSync(join(root, ".half"), join(root, OTHER));
  await notice();
  // The fewest dimensions first, in the map that everyone holds.
  expect([...map.keys()]).toEqual([OTHER, MODEL]);
  expect(changes()).toBe(1);
  rmSync(join(root, OTHER), { recursive: true });
  await notice();
  expect(ids()).toEqual([MODEL]);
  expect(warned).toEqual([]);
});

it("[CT1] many changes in a row are looked at once, when they are over", async () => {
  const { ids, notice, changes } = await open();
  copyModel(root, OTHER);
  copyModel(root, "digits-16d");
  await Promise.all([notice(), notice(), notice()]);
  expect(ids()).toEqual([OTHER, MODEL, "digits-16d"]);
  expect(changes()).toBe(1);
});

it("[CT2] a broken folder is said once with file and reason; the others stay, and mended it is there", async () => {
  const { ids, notice, ask, warned } = await open();
  copyModel(root, OTHER);
  const whole = readFileSync(cardFile(OTHER), "utf8");
  const faults: [string, RegExp][] = [
    [whole.slice(0, 300), /card\.json is not JSON/],
    [whole.replace('"vae"', '"oracle"'), /card\.json is not valid: .*kind/],
    [whole.replace('"latentDim": 2', '"latentDim": 5'), /embedding\.bin has \d+ bytes/],
    [whole.replace(`"${OTHER}"`, `"${MODEL}"`), /has the id “digits-3d”, as .*digits-3d has/],
    [whole.replace('"dataset": "digits"', '"dataset": "nowhere"'), /ENOENT.*nowhere/],
  ];
  for (const [text, reason] of faults) {
    writeFileSync(cardFile(OTHER), text);
    await notice();
    await ask(5000);
    expect(ids()).toEqual([MODEL]);
    expect(warned).toHaveLength(1);
    expect(warned.pop()).toMatch(reason);
  }
  writeFileSync(cardFile(OTHER), whole);
  rmSync(join(root, OTHER, ARTIFACT_FILES.decoderOnnx));
  await ask(5000);
  expect(warned.pop()).toMatch(/decoder\.onnx is missing/);
  // Mended in a file that nothing tells of: it is there at the next look.
  copyModel(root, OTHER);
  await ask(5000);
  expect(ids()).toEqual([OTHER, MODEL]);
});

it("[CT2] a folder without a model is said and serves on; one that cannot be read is an error in one sentence", async () => {
  const { ids, notice, warned, ask } = await open();
  rmSync(join(root, MODEL), { recursive: true });
  await notice();
  expect(ids()).toEqual([]);
  expect(warned).toEqual([expect.stringMatching(/^There is no model in .*npm run import/)]);
  copyModel(root);
  await notice();
  expect(ids()).toEqual([MODEL]);
  rmSync(root, { recursive: true });
  await ask(5000);
  expect(ids()).toEqual([MODEL]);
  expect(warned.at(-1)).toMatch(/cannot be read, they stay as they were: ENOENT/);
  const clock = createClock();
  await expect(
    openLiveCatalog({ root: join(root, "nowhere"), warn: () => {}, clock }),
  ).rejects.toThrow(/^The folder of models cannot be read: ENOENT.*See ARTIFACTS\.$/);
  mkdirSync(root);
});

it("[CT3] without a notice it is there when it is asked for; a crowd that asks is one look a second", async () => {
  const { ids, ask, isStopped, catalog } = await open();
  copyModel(root, OTHER);
  await ask(10);
  expect(ids()).toEqual([MODEL]);
  await ask(1000);
  expect(ids()).toEqual([OTHER, MODEL]);
  rmSync(join(root, OTHER), { recursive: true });
  await Promise.all(Array.from({ length: 100 }, () => ask(1)));
  expect(ids()).toEqual([OTHER, MODEL]);
  await ask(1000);
  expect(ids()).toEqual([MODEL]);
  catalog.dispose();
  expect(isStopped()).toBe(true);
});

it("[CT5] a new title is seen; other weights wait while they are in use", async () => {
  const { catalog, notice, ask, warned } = await open();
  const card = () => catalog.catalog.get(MODEL)?.card;
  const before = card()?.weightsHash ?? "";
  editCard(MODEL, (text) => text.replace("Digits, three dimensions", "Ours"));
  await ask(2000);
  expect(card()?.title).toBe("Ours");
  let used = true;
  catalog.holdWhile((id) => used && id === MODEL);
  editCard(MODEL, (text) => text.replace(before, "1".repeat(64)));
  await ask(2000);
  expect(card()?.weightsHash).toBe(before);
  expect(warned).toEqual([expect.stringMatching(/“digits-3d” has other weights now/)]);
  // The same after it was gone for a moment.
  renameSync(join(root, MODEL), join(root, ".away"));
  await notice();
  expect(card()).toBeUndefined();
  renameSync(join(root, ".away"), join(root, MODEL));
  await notice();
  expect(card()).toBeUndefined();
  used = false;
  await ask(2000);
  expect(card()?.weightsHash).toBe("1".repeat(64));
});
