import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createReconstructions, type Seen } from "../../../app/_explorer/beside/reconstructions.ts";
import { makeCard } from "../../helpers/make-card.ts";

const card = makeCard({ latentDim: 1 });
const seen: Seen = {
  card,
  cloud: {
    embedding: new Float32Array([0, 10, 20, 30, 40, 50]),
    points: new Float32Array(18),
    labels: new Uint8Array(6),
    count: 6,
  },
};

/** A decoder that answers when told, with each code as the image. */
function decoder() {
  const asked: { codes: number[]; answer: () => void; fail: (message: string) => void }[] = [];
  const decode = (_id: string, latents: readonly ArrayLike<number>[]) =>
    new Promise<Uint8Array[]>((resolve, reject) => {
      const codes = latents.map((z) => z[0] ?? 0);
      asked.push({
        codes,
        answer: () => resolve(codes.map((code) => new Uint8Array([code]))),
        fail: (message) => reject(new Error(message)),
      });
    });
  const changed = vi.fn();
  return { asked, changed, images: createReconstructions(changed, decode) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());
const settle = (ms: number) => vi.advanceTimersByTimeAsync(ms);

it("[SB7] while a question is on its way only the newest wish waits", async () => {
  const { asked, changed, images } = decoder();
  for (const row of [0, 1, 2, 3]) images.want(seen, [row]);
  expect(asked.map(({ codes }) => codes)).toEqual([[0]]);
  asked[0]?.answer();
  await settle(0);
  expect(images.find(card, 0)).toEqual(new Uint8Array([0]));
  expect(changed).toHaveBeenCalledTimes(1);
  await settle(300);
  expect(asked.map(({ codes }) => codes)).toEqual([[0], [30]]);
});

it("[SB7] what is known is not asked for again, and of several only the missing are", async () => {
  const { asked, images } = decoder();
  images.want(seen, [1, 2]);
  asked[0]?.answer();
  await settle(300);
  images.want(seen, [2]);
  images.want(seen, [2, 4]);
  expect(asked.map(({ codes }) => codes)).toEqual([[10, 20], [40]]);
});

it("[SB7] a failure is a sentence, asked again later and less and less often, until it comes", async () => {
  const { asked, images } = decoder();
  images.want(seen, [0]);
  asked[0]?.fail("The decoder is not available.");
  await settle(0);
  expect(images.fault).toBe("The decoder is not available.");
  await settle(1_900);
  expect(asked).toHaveLength(1);
  await settle(200);
  expect(asked).toHaveLength(2);
  asked[1]?.fail("Still not.");
  await settle(3_900);
  expect(asked).toHaveLength(2);
  await settle(200);
  asked[2]?.answer();
  await settle(0);
  expect(images.fault).toBe(null);
  expect(images.find(card, 0)).toBeDefined();
});

it("[SB7] closed, it asks and tells nothing more", async () => {
  const { asked, changed, images } = decoder();
  images.want(seen, [0]);
  images.close();
  asked[0]?.answer();
  await settle(60_000);
  images.want(seen, [1]);
  expect(asked).toHaveLength(1);
  expect(changed).not.toHaveBeenCalled();
});
