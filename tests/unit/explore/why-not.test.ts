import { expect, it } from "vitest";
import {
  noClasses,
  noEncoder,
  noExactImages,
  noPlane,
} from "../../../app/_explorer/panel/model/why-not.ts";
import { drawPreview } from "../../../server/image/preview.ts";
import { makeCard } from "../../helpers/make-card.ts";

const own = makeCard();
const umap = { kind: "umap", neighbours: 15, minDistance: 0.1, seed: 1 } as const;
const foreign = makeCard({
  kind: "decoder",
  loss: null,
  training: null,
  parameters: { encoder: null, decoder: 5 },
  metrics: {},
  projection: umap,
  dataset: { ...own.dataset, classNames: ["all"], exact: false, decoded: true },
});

it("[EX13] what a model lacks is named; what it has is not", () => {
  for (const asked of [noPlane, noClasses, noExactImages, noEncoder]) expect(asked(own)).toBe(null);
  expect(noPlane(foreign)).toBe("umap");
  expect(noClasses(foreign)).toBe("classes");
  expect(noEncoder(foreign)).toBe("encoder");
  expect(noExactImages(foreign)).toBe("decodes");
  const thumbnails = { ...own.dataset, exact: false };
  expect(noExactImages(makeCard({ dataset: thumbnails }))).toBe("images");
});

it("[EX12] a preview of a place in a UMAP shows steps along the first two dimensions", async () => {
  let latents: number[] = [];
  await drawPreview({ z: [0.5, 0, 0] }, foreign, async (_, z, count) => {
    latents = [...z];
    return new Uint8Array(count * 4);
  });
  expect(latents).toEqual([0.5, 0, 0, -0.5, 0, 0, 0.5, 1, 0, 0.5, -1, 0, 1.5, 0, 0]);
});
