import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  attributeText,
  className,
  valueText,
} from "../../../app/_explorer/colouring/data-words.ts";
import { showTexts } from "../../../app/_i18n/text.ts";
import type { Dataset } from "../../../server/protocol/dataset.ts";
import { ARTIFACTS } from "../../helpers/artifacts.ts";

const data = JSON.parse(readFileSync("app/_i18n/ru/data.json", "utf8"));
const sets = readdirSync(join(ARTIFACTS, "datasets")).map(
  (id) =>
    JSON.parse(readFileSync(join(ARTIFACTS, "datasets", id, "dataset.json"), "utf8")) as Dataset,
);

test.each(sets)("[IN9] $id has words in Russian, or numbers", (dataset) => {
  showTexts("ru", { data });
  const { classNames, classesAre, attributes = [] } = dataset;
  const values = attributes.flatMap((attribute) =>
    attribute.kind === "names"
      ? attribute.names.map((name) => valueText(dataset, attribute.name, name))
      : [],
  );
  const said = [
    ...classNames.map((_, label) => className(dataset, label)),
    ...[classesAre ?? [], attributes.map(({ name }) => name)]
      .flat()
      .map((name) => attributeText(dataset, name)),
    ...values,
  ];
  for (const word of said) expect(word).toMatch(/^(\d|[а-яё ]+)$/);
});

test("[IN9] data of others, and other words, are shown as they are, dots and all", () => {
  showTexts("ru", { data });
  const theirs = { id: "theirs", classNames: ["black", "a.b", ""], classesAre: "hair" };
  expect([0, 1, 2, 3].map((label) => className(theirs, label))).toEqual(["black", "a.b", "", "3"]);
  const same = { ...theirs, id: "avatars" };
  expect([0, 1, 2].map((label) => className(same, label))).toEqual(["чёрные", "a.b", ""]);
  expect(attributeText(same, "mood")).toBe("mood");
});
