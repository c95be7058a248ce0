import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { putBeside, retryBeside, useBeside } from "../../../app/_explorer/beside/beside.ts";
import { resetExplorer, useExplorer } from "../../../app/_explorer/store.ts";
import { toHalf } from "../../../server/latent/half.ts";
import { makeCard } from "../../helpers/make-card.ts";

const card = makeCard({ id: "digits-pca", weightsHash: "2".repeat(64) });
const codes = Float32Array.from({ length: 18 }, (_, i) => i / 8);

function serve(works: boolean) {
  const fetched = vi.fn(async (url: string) => {
    if (!works) return new Response(null, { status: 404 });
    return url.endsWith("labels.bin")
      ? new Response(new Uint8Array([0, 1, 2, 0, 1, 2]))
      : new Response(toHalf(codes));
  });
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

beforeEach(resetExplorer);
afterEach(() => {
  putBeside(null);
  vi.unstubAllGlobals();
});

it("[SB9] it loads beside the room's own cloud, and the same model told again changes nothing", async () => {
  const fetched = serve(true);
  putBeside(card);
  await vi.waitFor(() => expect(useBeside.getState().cloud?.count).toBe(6));
  expect(useExplorer.getState().cloud).toBe(null);
  const { cloud } = useBeside.getState();
  const asked = fetched.mock.calls.length;
  putBeside({ ...card });
  expect(useBeside.getState().cloud).toBe(cloud);
  expect(fetched.mock.calls.length).toBe(asked);
  putBeside(null);
  expect(useBeside.getState()).toMatchObject({ card: null, cloud: null });
});

it("[SB9] a failure is a sentence that the room's own half knows nothing of, and can be retried", async () => {
  serve(false);
  putBeside(card);
  await vi.waitFor(() => expect(useBeside.getState().fault).toMatch(/404/));
  expect(useExplorer.getState().cloudFault).toBe(null);
  serve(true);
  retryBeside();
  await vi.waitFor(() => expect(useBeside.getState().cloud?.count).toBe(6));
  expect(useBeside.getState().fault).toBe(null);
});

it("[SB9] one that was taken away while it loaded does not come back", async () => {
  serve(true);
  putBeside(card);
  putBeside(null);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(useBeside.getState()).toMatchObject({ card: null, cloud: null, fault: null });
});
