import { expect, it } from "vitest";
import { classColor } from "../../../app/_explorer/colors.ts";
import { BY_CLASS, columnOf } from "../../../app/_explorer/colouring/columns.ts";
import { colorOf, colorOfClass } from "../../../app/_explorer/colouring/palette.ts";
import { contrast, MARK_CONTRAST, rgbOf } from "../../../app/_ui/contrast.ts";
import { COLUMNS } from "../../../server/train/data/avatars/rule.ts";
import { makeCard } from "../../helpers/make-card.ts";

const [hair, ...attributes] = COLUMNS;
const { dataset } = makeCard();
const avatars = {
  ...dataset,
  classesAre: "hair",
  classNames: hair?.names ?? [],
  classColors: hair?.colors,
  attributes: [...attributes],
};

it("[AV8] what has a colour of its own keeps it, as far as it can be seen", () => {
  const classes = columnOf(avatars, BY_CLASS);
  expect(colorOf(classes, 6, "dark")).toBe("#dd5588");
  expect(colorOf(classes, 0, "light")).toBe("#222222");
  expect(colorOfClass(avatars, 5, "light")).toBe("#3366cc");
  const skin = columnOf(avatars, "attribute-0");
  expect(colorOf(skin, 0, "dark")).toBe("#ffddbb");
  for (const column of [classes, skin])
    for (const [byte] of (column.kind === "names" ? column.names : []).entries()) {
      const on = (scheme: "dark" | "light") => rgbOf(colorOf(column, byte, scheme));
      // Rounded to bytes.
      expect(contrast(on("dark"), rgbOf("#0b0e14"))).toBeGreaterThan(MARK_CONTRAST - 0.05);
      expect(contrast(on("light"), rgbOf("#eceff3"))).toBeGreaterThan(MARK_CONTRAST - 0.05);
    }
});

it("[AV8] what has none has the palette's", () => {
  const glasses = columnOf(avatars, "attribute-2");
  expect(colorOf(glasses, 1, "dark")).toBe(classColor(1, "dark"));
  expect(colorOf(columnOf(dataset, BY_CLASS), 2, "light")).toBe(classColor(2, "light"));
});
