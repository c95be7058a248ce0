import type { Attribute, Dataset } from "../../../server/protocol/dataset.ts";

/** What colours the points: their classes, or something else that is known of each. As views call it (protocol/view-state.ts). */
export type Colouring = string;

export const BY_CLASS: Colouring = "class";
/** The byte of what is not known. */
export const UNKNOWN = 255;
/** The largest byte of a number. */
export const NUMBER_TOP = 254;

export type Column = Attribute;

const word = (index: number) => `attribute-${index}`;

/** Which of the attributes it is; −1: the classes, or none that these data have. */
export function attributeIndex({ attributes }: Pick<Dataset, "attributes">, colouring: Colouring) {
  return attributes.findIndex((_, index) => word(index) === colouring);
}

export function hasColouring(dataset: Pick<Dataset, "attributes">, colouring: Colouring): boolean {
  return colouring === BY_CLASS || attributeIndex(dataset, colouring) >= 0;
}

/** All that these data may be coloured by, the classes first, whose name is null where the data do not tell it. */
export function colouringsOf({
  attributes,
  classesAre,
}: Dataset): { id: Colouring; name: string | null }[] {
  return [
    { id: BY_CLASS, name: classesAre ?? null },
    ...attributes.map(({ name }, index) => ({ id: word(index), name })),
  ];
}

/** What the bytes of a colouring mean. */
export function columnOf(dataset: Dataset, colouring: Colouring): Column {
  const attribute = dataset.attributes[attributeIndex(dataset, colouring)];
  const { classesAre: name = BY_CLASS, classNames: names, classColors: colors } = dataset;
  return attribute ?? { kind: "names", name, names, ...(colors && { colors }) };
}

/** The number that a byte stands for. */
export function numberOf({ min, max }: { min: number; max: number }, byte: number): number {
  return min + (byte / NUMBER_TOP) * (max - min);
}
