import type { Attribute } from "../../../protocol/dataset.ts";

/** A value that DiceBear may choose for a part of a face, and the name it has for us. */
interface Choice {
  name: string;
  /** Of a colour its digits; of a part the names of the variants that count as this. */
  values: readonly string[];
}

/** Whose drawings these are; the tests hold it to package.json. */
export const DRAWN_BY = "@dicebear/core 10.7.0, style Lorelei of @dicebear/styles 10.6.0";

const variants = (...numbers: number[]) =>
  numbers.map((number) => `variant${String(number).padStart(2, "0")}`);

/** Apart from each other and from every skin, so that none hides behind the other. */
const HAIR_COLOURS: readonly Choice[] = [
  { name: "black", values: ["222222"] },
  { name: "brown", values: ["553322"] },
  { name: "blond", values: ["ddaa55"] },
  { name: "ginger", values: ["dd6622"] },
  { name: "grey", values: ["aaaabb"] },
  { name: "blue", values: ["3366cc"] },
  { name: "pink", values: ["dd5588"] },
  { name: "green", values: ["339955"] },
];

const SKINS: readonly Choice[] = [
  { name: "light", values: ["ffddbb"] },
  { name: "tan", values: ["eebb88"] },
  { name: "brown", values: ["cc8855"] },
  { name: "dark", values: ["995533"] },
];

/** Of 48 styles those that show the hair's colour and leave eyes and glasses free. */
const HAIR_STYLES: readonly Choice[] = [
  { name: "short", values: variants(3, 4, 8, 11) },
  { name: "curly", values: variants(5, 9, 24, 39) },
  { name: "long", values: variants(13, 15, 19, 21, 35) },
  { name: "tied", values: variants(14, 26, 31, 33, 38) },
];

const GLASSES: readonly Choice[] = [
  { name: "none", values: [] },
  { name: "clear", values: variants(1, 3, 4, 5) },
  { name: "dark", values: variants(2) },
];

const BEARDS: readonly Choice[] = [
  { name: "no", values: [] },
  { name: "yes", values: variants(1) },
];

const every = (choices: readonly Choice[]) => choices.flatMap(({ values }) => values);

/**
 * What DiceBear may choose from: less than its style has, so that a small net can learn it. Head, nose and place are one for
 * all; hair, skin, glasses, beard, eyes and mouth are drawn by the seed. Every colour is one of #rgb, as the pixels are.
 */
export const STYLE_OPTIONS = {
  size: 64,
  scale: 1.15,
  translateX: 4,
  translateY: 2,
  flip: "none",
  backgroundColor: ["bbeeff"],
  headVariant: variants(1),
  noseVariant: variants(1),
  hairVariant: every(HAIR_STYLES),
  hairColor: every(HAIR_COLOURS),
  skinColor: every(SKINS),
  glassesVariant: every(GLASSES),
  glassesProbability: 50,
  beardVariant: every(BEARDS),
  beardProbability: 30,
  eyesVariant: variants(2, 9, 10, 16, 19, 23),
  eyebrowsVariant: variants(1, 5, 13),
  mouthVariant: ["happy01", "happy05", "happy08", "happy16", "sad04"],
  earringsProbability: 0,
  frecklesProbability: 0,
  hairAccessoriesProbability: 0,
} as const;

/** What is known of each face; the first is its class. */
const KNOWN = [
  { name: "hair", option: "hairColor", choices: HAIR_COLOURS },
  { name: "skin", option: "skinColor", choices: SKINS },
  { name: "hairstyle", option: "hairVariant", choices: HAIR_STYLES },
  { name: "glasses", option: "glassesVariant", choices: GLASSES },
  { name: "beard", option: "beardVariant", choices: BEARDS },
] as const;

/** Classes first, then the attributes. Names of colours have these colours. */
export const COLUMNS: readonly Extract<Attribute, { kind: "names" }>[] = KNOWN.map(
  ({ name, option, choices }) => ({
    kind: "names",
    name,
    names: choices.map((choice) => choice.name),
    ...(option.endsWith("Color") && { colors: choices.map(({ values }) => `#${values[0]}`) }),
  }),
);

/**
 * The index of each column for what DiceBear chose.
 * @throws Error when it chose what it was not offered
 */
export function columnsOf(resolved: Readonly<Record<string, unknown>>): number[] {
  return KNOWN.map(({ option, choices, name }) => {
    const value = [resolved[option]].flat()[0];
    const chosen = typeof value === "string" ? value.replace("#", "") : undefined;
    const index = choices.findIndex(({ values }) =>
      chosen === undefined ? values.length === 0 : values.includes(chosen),
    );
    if (index < 0) throw new Error(`DiceBear chose ${chosen} for ${name}, which was not offered.`);
    return index;
  });
}
