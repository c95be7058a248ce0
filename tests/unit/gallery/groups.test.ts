import { expect, test } from "vitest";
import { datasetsOf, EVERYTHING, filterModels } from "../../../app/_lobby/gallery/filter-models.ts";
import {
  type AnyCard,
  firstModel,
  groupModels,
  hostOf,
} from "../../../app/_lobby/gallery/groups.ts";
import type { Attribute } from "../../../server/protocol/dataset.ts";
import type { ModelCard, RestorerCard } from "../../../server/protocol/model-card.ts";
import { makeCard } from "../../helpers/make-card.ts";

const card = (id: string, over: Partial<ModelCard> = {}) => makeCard({ id, title: id, ...over });

function restorer(id: string, dataset: string): RestorerCard {
  const { latentDim, beta, klPerDimension, projection, condition, ...common } = makeCard();
  return {
    ...common,
    ...{ id, title: id, kind: "super-resolution", factor: 2, parameters: { model: 9 } },
    dataset: { ...common.dataset, id: dataset },
  };
}

const idsOf = (groups: Map<string, AnyCard[]>) =>
  Object.fromEntries([...groups].map(([id, cards]) => [id, cards.map((one) => one.id)]));

test("[GL3] each kind is a group, in one order whatever order the models have", () => {
  const cards = [
    restorer("sr2", "digits"),
    card("pca", { kind: "pca" }),
    card("ae", { kind: "autoencoder" }),
    card("vae-b"),
    card("vae-a"),
  ];
  expect(idsOf(groupModels(cards))).toEqual({
    brought: [],
    vae: ["vae-b", "vae-a"],
    autoencoder: ["ae"],
    pca: ["pca"],
    superResolution: ["sr2"],
  });
  expect([...groupModels(cards).keys()]).toEqual([
    "brought",
    "vae",
    "autoencoder",
    "pca",
    "superResolution",
  ]);
});

test("[GL3] the same network by several losses is compared; another network, or data, is not", () => {
  const net = {
    kind: "autoencoder",
    latentDim: 8,
    parameters: { encoder: 5, decoder: 6 },
  } as const;
  const cards = [
    card("mse", { ...net, loss: "mse" }),
    card("bce", { ...net, loss: "bce" }),
    card("ssim", { ...net, loss: "ssim" }),
    card("larger", { ...net, loss: "mse", parameters: { encoder: 5, decoder: 7 } }),
    card("fashion", { ...net, dataset: { ...makeCard().dataset, id: "fashion" } }),
  ];
  expect(idsOf(groupModels(cards))).toEqual({
    brought: [],
    autoencoder: ["larger", "fashion"],
    losses: ["mse", "bce", "ssim"],
  });
});

test("[GL12] a generative model in colour with known attributes stands first, then what was brought along", () => {
  const hair: Attribute = { kind: "names", name: "hair", names: ["long", "short"] };
  const dataset = { ...makeCard().dataset, attributes: [hair] };
  const faces = card("faces", { imageShape: [2, 2, 3], dataset });
  const cards = [
    card("space"),
    card("grey", { dataset }),
    card("plain", { imageShape: [2, 2, 3] }),
    card("copies", { imageShape: [2, 2, 3], dataset, kind: "autoencoder" }),
    faces,
    card("mine", { kind: "decoder", imageShape: [2, 2, 3], dataset }),
  ];
  const groups = groupModels(cards);
  expect([...groups.keys()].slice(0, 2)).toEqual(["featured", "brought"]);
  expect(idsOf(groups)).toMatchObject({ featured: ["faces"], brought: ["mine"] });
  expect(firstModel(cards)?.id).toBe("space");
  expect(firstModel([card("flat", { latentDim: 2 }), faces])?.id).toBe("faces");
});

test("[GL4] words are sought in any order, in what is said of a model; data sets are listed once", () => {
  const fashion = { ...makeCard().dataset, id: "fashion", name: "Clothes" };
  const cards = [card("one"), card("two", { dataset: fashion }), card("three", { kind: "pca" })];
  const textOf = (one: AnyCard) => `${one.id} ${one.summary} ${one.kind}`;
  const found = (filter: Partial<typeof EVERYTHING>) =>
    filterModels(cards, { ...EVERYTHING, ...filter }, textOf).map(({ id }) => id);
  expect(found({})).toEqual(["one", "two", "three"]);
  expect(found({ words: "  PCA digits " })).toEqual(["three"]);
  expect(found({ dataset: "fashion" })).toEqual(["two"]);
  expect(found({ dataset: "fashion", words: "three" })).toEqual([]);
  expect(datasetsOf(cards).map(({ name }) => name)).toEqual(["digits", "Clothes"]);
});

test("[GL5] one begins with a generative model in three dimensions", () => {
  const flat = card("flat", { latentDim: 2 });
  const copy = card("copy", { kind: "autoencoder" });
  expect(firstModel([flat, copy, card("space")])?.id).toBe("space");
  expect(firstModel([flat, copy])?.id).toBe("flat");
  expect(firstModel([])).toBeUndefined();
});

test("[GL5] a restorer is shown in a room of a model of the same data", () => {
  const cards = [card("flat", { latentDim: 2 }), card("space")];
  expect(hostOf(restorer("sr2", "digits"), cards)?.id).toBe("space");
  expect(hostOf(restorer("sr2", "faces"), cards)).toBeUndefined();
  expect(hostOf(cards[0] as ModelCard, cards)?.id).toBe("flat");
});
