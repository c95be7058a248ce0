import type { Dataset } from "../../../server/protocol/dataset.ts";
import { dataText } from "../../_i18n/text.ts";
import { BY_CLASS } from "./columns.ts";

type Told = Pick<Dataset, "id" | "classNames" | "classesAre">;

/** A class, as it is called in the language shown. */
export function className(dataset: Told, label: number): string {
  const { classNames, classesAre } = dataset;
  const name = classNames[label];
  return name === undefined ? String(label) : valueText(dataset, classesAre ?? BY_CLASS, name);
}

/** All of them. */
export function classNames(dataset: Told): string[] {
  return dataset.classNames.map((_, label) => className(dataset, label));
}

/** One of an attribute's names. */
export function valueText({ id }: Pick<Dataset, "id">, attribute: string, value: string): string {
  return dataText([id, attribute, value], value);
}

/** What an attribute is called. */
export function attributeText({ id }: Pick<Dataset, "id">, attribute: string): string {
  return dataText([id, attribute, "name"], attribute);
}
