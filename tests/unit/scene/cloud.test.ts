import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { loadCloud, retryCloud, useAtlas } from "../../../app/_explorer/cloud.ts";
import { resetExplorer, useExplorer } from "../../../app/_explorer/store.ts";
import { makeCard } from "../../helpers/make-card.ts";

const card = makeCard();
const rows = Float32Array.from({ length: 18 }, (_, i) => i / 7);
const labels = new Uint8Array([0, 1, 2, 0, 1, 2]);

/** Answers by the last part of the address. */
function serve(files: Record<string, (() => Response) | undefined>) {
  const fetched = vi.fn(async (url: string, init?: RequestInit) => {
    init?.signal?.throwIfAborted();
    return files[url.split("/").at(-1) ?? ""]?.() ?? new Response(null, { status: 404 });
  });
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

const whole = {
  "embedding.bin": () => new Response(rows.slice().buffer),
  "labels.bin": () => new Response(labels.slice().buffer),
  "atlas.webp": () => new Response(new Uint8Array(8).buffer),
};

beforeEach(() => {
  resetExplorer();
  useExplorer.setState({ card });
  vi.stubGlobal(
    "createImageBitmap",
    vi.fn(async () => ({ width: 84, height: 56 })),
  );
});
afterEach(() => vi.unstubAllGlobals());

it("[X10] the cloud holds the exact rows, their labels and projected points", async () => {
  const fetched = serve(whole);
  const progress: number[] = [];
  const stop = useExplorer.subscribe((state) => progress.push(state.cloudProgress));
  await loadCloud(card);
  stop();
  const { cloud, cloudFault } = useExplorer.getState();
  expect(cloudFault).toBe(null);
  expect(cloud?.count).toBe(6);
  expect(cloud?.embedding).toEqual(rows);
  expect(cloud?.points).toEqual(rows);
  expect(cloud?.labels).toEqual(labels);
  expect(progress.at(-1)).toBe(1);
  expect(
    Math.min(...progress.map((value, i) => value - (progress[i - 1] ?? 0))),
  ).toBeGreaterThanOrEqual(0);
  expect(useAtlas.getState().image?.width).toBe(84);
  expect(
    fetched.mock.calls.every(([url]) => url.includes(`/digits/files/${card.weightsHash}/`)),
  ).toBe(true);
});

it("[X10] a failure is a sentence, and the retry succeeds", async () => {
  serve({ ...whole, "embedding.bin": undefined });
  await loadCloud(card);
  expect(useExplorer.getState().cloudFault).toMatch(
    /^The model's data could not be loaded.*404.*\.$/,
  );
  expect(useExplorer.getState().cloud).toBe(null);
  serve(whole);
  retryCloud();
  await vi.waitFor(() => expect(useExplorer.getState().cloud).not.toBe(null));
  expect(useExplorer.getState().cloudFault).toBe(null);
});

it("[X10] a lost network and files of a wrong size are told apart", async () => {
  serve({
    ...whole,
    "labels.bin": () => {
      throw new TypeError("fetch failed");
    },
  });
  await loadCloud(card);
  expect(useExplorer.getState().cloudFault).toMatch(/Check the connection/);
  serve({ ...whole, "labels.bin": () => new Response(new ArrayBuffer(5)) });
  await loadCloud(card);
  expect(useExplorer.getState().cloudFault).toMatch(/does not fit its description/);
});

it("[X10] without thumbnails the points still come", async () => {
  serve({ ...whole, "atlas.webp": undefined });
  await loadCloud(card);
  expect(useExplorer.getState().cloud?.count).toBe(6);
  expect(useExplorer.getState().cloudFault).toBe(null);
  expect(useExplorer.getState().toasts.at(-1)?.text).toMatch(/thumbnails/);
});

it("[X10] a newer load wins over an older one", async () => {
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let first = true;
  vi.stubGlobal("fetch", async (url: string, init?: RequestInit) => {
    const slow = first && url.endsWith("embedding.bin");
    if (slow) first = false;
    if (slow) await held;
    init?.signal?.throwIfAborted();
    const file = url.split("/").at(-1) as keyof typeof whole;
    return slow ? new Response(new Float32Array(18).buffer) : whole[file]();
  });
  const older = loadCloud(card);
  await loadCloud(card);
  release();
  await older;
  expect(useExplorer.getState().cloud?.embedding).toEqual(rows);
  expect(useExplorer.getState().cloudFault).toBe(null);
});
