import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { loadCloud, retryCloud, useAtlas } from "../../../app/_explorer/cloud.ts";
import { resetExplorer, useExplorer } from "../../../app/_explorer/store.ts";
import { toHalf } from "../../../server/latent/half.ts";
import { makeCard } from "../../helpers/make-card.ts";

const card = makeCard();
const rows = Float32Array.from({ length: 18 }, (_, i) => i / 8);
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
  "embedding.bin": () => new Response(toHalf(rows)),
  "labels.bin": () => new Response(labels.slice().buffer),
  "thumbnails.webp": () => new Response(new Uint8Array(8).buffer),
};

beforeEach(() => {
  resetExplorer();
  useAtlas.setState({ image: null, of: null });
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
  expect(fetched.mock.calls.every(([url]) => /\/digits\/files\/0{64}\//.test(url))).toBe(true);
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

/** Six rows in two parts; the second comes when it is let. */
function inParts() {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const bytes = toHalf(rows);
  const body = new ReadableStream({
    async start(stream) {
      // In the middle of the fourth row.
      stream.enqueue(bytes.slice(0, 21));
      await held;
      stream.enqueue(bytes.slice(21));
      stream.close();
    },
  });
  return { body, release };
}

it("[EX31] of an embedding that comes in parts the rows that are whole have a place already", async () => {
  // Fewer than would be drawn: the data are as few as that.
  const { body, release } = inParts();
  const places = Float32Array.from({ length: 18 }, (_, i) => i / 2);
  const fetched = serve({
    ...whole,
    "embedding.bin": () => new Response(body),
    "points.bin": () => new Response(toHalf(places)),
  });
  const asked = () => fetched.mock.calls.map(([url]) => String(url).split("/").at(-1));
  const loading = loadCloud({ ...card, points: true });
  await vi.waitFor(() => expect(useExplorer.getState().early?.arrived).toBe(6));
  const { early, cloud } = useExplorer.getState();
  expect(cloud).toBe(null);
  expect(early?.points).toEqual(places);
  expect(asked()).not.toContain("thumbnails.webp");
  release();
  await loading;
  expect(asked()).toContain("thumbnails.webp");
  expect(useExplorer.getState().early).toBe(null);
  expect(useExplorer.getState().cloud?.points).toBe(early?.points);
  expect(useExplorer.getState().cloud?.embedding).toEqual(rows);
});

it("[EX31] without points of their own they are projected as they come, into the same object", async () => {
  const many = makeCard({
    dataset: { ...card.dataset, shown: { train: 800, validation: 0, heldOut: 0 } },
  });
  const values = Float32Array.from({ length: 2400 }, (_, i) => (i % 64) / 8);
  const bytes = toHalf(values);
  let next = () => {};
  const body = new ReadableStream({
    async start(stream) {
      for (const [from, to] of [
        [0, 600],
        [600, 3605],
        [3605, 4800],
      ] as const) {
        stream.enqueue(bytes.slice(from, to));
        await new Promise<void>((resolve) => {
          next = resolve;
        });
      }
      stream.close();
    },
  });
  serve({
    ...whole,
    "embedding.bin": () => new Response(body),
    "labels.bin": () => new Response(new Uint8Array(800)),
  });
  const loading = loadCloud(many);
  await new Promise((resolve) => setTimeout(resolve, 30));
  // A hundred rows do not tell how large the cloud is.
  expect(useExplorer.getState().early).toBe(null);
  next();
  await vi.waitFor(() => expect(useExplorer.getState().early?.arrived).toBe(600));
  const { early } = useExplorer.getState();
  expect([...(early?.points.slice(0, 1800) ?? [])]).toEqual([...values.slice(0, 1800)]);
  expect(early?.points[1800]).toBe(0);
  next();
  await vi.waitFor(() => expect(early?.arrived).toBe(800));
  next();
  await loading;
  expect(useExplorer.getState().cloud?.points).toEqual(values);
});

it("[EX31] a file that is longer than it should be is told, and not kept", async () => {
  serve({ ...whole, "embedding.bin": () => new Response(new Uint8Array(40)) });
  await loadCloud(card);
  expect(useExplorer.getState().cloudFault).toMatch(/does not fit its description/);
});

it("[X10] without thumbnails the points still come", async () => {
  serve({ ...whole, "thumbnails.webp": undefined });
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

it("[MS10] another model of the same data keeps the thumbnails, and a plane has its points at height 0", async () => {
  const fetched = serve(whole);
  await loadCloud(card);
  const { image } = useAtlas.getState();
  expect(image).not.toBeNull();
  const flat = makeCard({ id: "flat", latentDim: 2 });
  serve({ ...whole, "embedding.bin": () => new Response(toHalf(rows.slice(0, 12))) });
  fetched.mockClear();
  await loadCloud(flat);
  expect(useAtlas.getState().image).toBe(image);
  const points = useExplorer.getState().cloud?.points ?? new Float32Array();
  expect([...points.slice(0, 6)]).toEqual([rows[0], rows[1], 0, rows[2], rows[3], 0]);
});
