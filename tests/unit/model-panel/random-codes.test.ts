import { expect, test } from "vitest";
import { chooseModels } from "../../../app/_explorer/panel/model/codes/choose-models.ts";
import {
  imageAt,
  type Mosaic,
  nearestImage,
} from "../../../app/_explorer/panel/model/codes/nearest-images.ts";
import type {
  NearestAnswer,
  NearestQuestion,
  NearestReply,
} from "../../../app/_explorer/panel/model/codes/nearest-worker.ts";
import {
  type NearestWorker,
  openNearest,
} from "../../../app/_explorer/panel/model/codes/open-nearest.ts";
import { createRandom, gaussian } from "../../../server/latent/random.ts";
import { nearCodes, priorCodes, uniformCodes } from "../../../server/latent/random-codes.ts";
import type { ModelCard } from "../../../server/protocol/model-card.ts";
import { makeCard } from "../../helpers/make-card.ts";

const DATA = {
  values: Float32Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? (i % 50) / 10 : -1)),
  latentDim: 2,
};
const CONDITION = { dimension: 1, values: [-1, 0.5, 2] };
const all = (codes: Float32Array[]) => codes.map((z) => [...z]);

test("[RC1] a seed gives its codes, another gives others, and more codes begin with the same", () => {
  const ways = [
    (seed: number, count: number) => uniformCodes(DATA, seed, count),
    (seed: number, count: number) => nearCodes(DATA, seed, { count }),
    (seed: number, count: number) => priorCodes(2, seed, { count }),
  ];
  for (const draw of ways) {
    expect(all(draw(7, 5))).toEqual(all(draw(7, 5)));
    expect(all(draw(7, 9)).slice(0, 5)).toEqual(all(draw(7, 5)));
    expect(all(draw(8, 5))).not.toEqual(all(draw(7, 5)));
  }
});

test("[RC1] uniform codes fill the box of the data and nothing beyond", () => {
  const drawn = uniformCodes(DATA, 3, 2000);
  const first = drawn.map((z) => z[0] ?? Number.NaN);
  expect(Math.min(...first)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...first)).toBeLessThanOrEqual(4.801);
  expect(Math.min(...first)).toBeLessThan(0.1);
  expect(Math.max(...first)).toBeGreaterThan(4.7);
  expect(drawn.every((z) => z[1] === -1)).toBe(true);
});

test("[RC1] codes near the data are .15 σ from a datum; a label stays as it was", () => {
  const one = { values: Float32Array.from([1, -1]), latentDim: 2 };
  const drawn = nearCodes(one, 5, { count: 4000, condition: CONDITION });
  const away = drawn.map((z) => (z[0] ?? 0) - 1);
  const spread = Math.sqrt(away.reduce((sum, v) => sum + v * v, 0) / away.length);
  expect(spread).toBeCloseTo(0.15, 2);
  expect(drawn.every((z) => z[1] === -1)).toBe(true);
});

test("[RC1] codes of the prior have variance 1; a label is each class as often", () => {
  const drawn = priorCodes(2, 11, { count: 6000, condition: CONDITION });
  const square = drawn.reduce((sum, z) => sum + (z[0] ?? 0) ** 2, 0) / drawn.length;
  expect(square).toBeCloseTo(1, 1);
  for (const value of CONDITION.values) {
    const share = drawn.filter((z) => z[1] === value).length / drawn.length;
    expect(share).toBeCloseTo(1 / 3, 1);
  }
});

test("[RC2] the room's model draws where it fits, its widest plain sibling or its nearest generator where not", () => {
  const model = (id: string, over: Partial<ModelCard>) => makeCard({ id, ...over });
  const ae16 = model("ae-16", { kind: "autoencoder", latentDim: 16 });
  const noisy3 = model("denoise-3", { kind: "denoising-autoencoder" });
  const beta4 = model("beta4", { beta: 4 });
  const vae = model("vae", {});
  const told = model("told", { kind: "conditional-vae" });
  const siblings = [ae16, noisy3, beta4, told, vae];
  expect(chooseModels(vae, siblings)).toEqual({ copier: ae16, generator: vae });
  expect(chooseModels(told, siblings).generator).toBe(told);
  expect(chooseModels(ae16, siblings)).toEqual({ copier: ae16, generator: vae });
  const ae3 = model("ae-3", { kind: "autoencoder" });
  expect(chooseModels(vae, [ae3, ...siblings]).copier).toBe(ae16);
  expect(chooseModels(vae, [noisy3, vae]).copier).toBe(noisy3);
  expect(chooseModels(ae16, [ae16]).generator).toBeUndefined();
});

function randomMosaic(channels: 1 | 3, count: number): Mosaic {
  const random = createRandom(channels);
  const [columns, height, width] = [5, 4, 3];
  const lines = Math.ceil(count / columns) * height;
  const pixels = Uint8Array.from({ length: lines * columns * width * channels }, () =>
    Math.floor(random() * 256),
  );
  return { pixels, columns, shape: [height, width, channels] };
}

test.each([1, 3] as const)("[RC3] with %i channels it is the least of all", (channels) => {
  const mosaic = randomMosaic(channels, 40);
  const random = createRandom(9);
  for (let round = 0; round < 20; round++) {
    const row = Math.floor(random() * 40);
    const image = imageAt(mosaic, row).map((v) =>
      Math.min(255, Math.max(0, v + gaussian(random) * 90)),
    );
    const errors = Array.from({ length: 30 }, (_, i) => {
      const other = imageAt(mosaic, i + 5);
      return (
        other.reduce((sum, v, p) => sum + (v - (image[p] ?? 0)) ** 2, 0) / image.length / 255 ** 2
      );
    });
    const found = nearestImage(mosaic, image, { from: 5, to: 35 });
    expect(found.error).toBeCloseTo(Math.min(...errors), 12);
    expect(found.row).toBe(5 + errors.indexOf(Math.min(...errors)));
  }
});

test("[RC3] an image of the data finds itself, unless it is passed over", () => {
  const mosaic = randomMosaic(1, 40);
  const image = imageAt(mosaic, 12);
  expect(nearestImage(mosaic, image, { from: 0, to: 40 })).toEqual({ row: 12, error: 0 });
  expect(nearestImage(mosaic, image, { from: 0, to: 40, except: 12 }).row).not.toBe(12);
});

function brokenWorker() {
  const asked: NearestQuestion[] = [];
  const worker = {
    onmessage: null as ((event: MessageEvent<NearestReply>) => void) | null,
    onerror: null as (() => void) | null,
    postMessage: (question: NearestQuestion) => void asked.push(question),
    terminate: () => {},
  };
  const reply = (data: NearestReply) => worker.onmessage?.({ data } as MessageEvent<NearestReply>);
  return {
    worker: worker as unknown as NearestWorker,
    asked,
    reply,
    fail: () => worker.onerror?.(),
  };
}

const ANSWER: NearestAnswer = { images: [], rows: [] };

test("[RC4] a late answer to what was given up is not taken for the next", async () => {
  const { worker, asked, reply } = brokenWorker();
  const { ask } = openNearest(() => worker);
  const abort = new AbortController();
  const { dataset } = makeCard();
  const first = ask(dataset, [], [], abort.signal);
  abort.abort(new Error("given up"));
  await expect(first).rejects.toThrow("given up");
  const second = ask(dataset, [], [1], new AbortController().signal);
  const answer = { ...ANSWER, rows: [{ row: 1, error: 0 }] };
  reply({ id: asked[0]?.id ?? 0, answer: ANSWER });
  reply({ id: asked[1]?.id ?? 0, answer });
  expect(await second).toEqual(answer);
  expect(asked[1]).toMatchObject({ from: 0, to: 3, columns: 3, shape: [2, 2, 1] });
});

test("[RC4] a worker that fails, or finds nothing, is said in a sentence", async () => {
  const { worker, asked, reply, fail } = brokenWorker();
  const { ask } = openNearest(() => worker);
  const { dataset } = makeCard();
  const { signal } = new AbortController();
  const first = ask(dataset, [], [], signal);
  reply({ id: asked[0]?.id ?? 0, answer: null });
  await expect(first).rejects.toThrow("could not be found");
  const second = ask(dataset, [], [], signal);
  fail();
  await expect(second).rejects.toThrow("could not be found");
});

test("[RC4] after a worker failed the next question is put to another", async () => {
  const workers = [brokenWorker(), brokenWorker()];
  let opened = 0;
  const { ask } = openNearest(() => (workers[opened++] as (typeof workers)[0]).worker);
  const { dataset } = makeCard();
  const { signal } = new AbortController();
  const first = ask(dataset, [], [], signal);
  workers[0]?.fail();
  await expect(first).rejects.toThrow("could not be found");
  const second = ask(dataset, [], [], signal);
  workers[1]?.reply({ id: workers[1].asked[0]?.id ?? 0, answer: ANSWER });
  expect(await second).toEqual(ANSWER);
});
