import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { inkOn } from "../../../app/_explorer/panel/people/avatar.tsx";
import { contrast, MARK_CONTRAST, type Rgb, rgbOf, tintOn } from "../../../app/_ui/contrast.ts";
import { PERSON_COLORS } from "../../../server/protocol/person-colors.ts";

/** The tokens of both themes as the style sheet has them. */
function tokens(theme: "dark" | "light"): Map<string, string> {
  const css = readFileSync("app/globals.css", "utf8");
  const blocks = { dark: ":root {", light: ':root[data-theme="light"] {' };
  const start = css.indexOf(blocks[theme]);
  const block = css.slice(start, css.indexOf("}", start));
  return new Map(
    [...block.matchAll(/(--[\w-]+): (#[0-9a-f]{6});/g)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]),
  );
}

const token = (theme: "dark" | "light", name: string): Rgb => {
  const value = tokens(theme).get(name);
  if (!value) throw new Error(`${name} has no plain colour in the ${theme} theme`);
  return rgbOf(value);
};

const THEMES = ["dark", "light"] as const;

it.each(THEMES)("[EV9] every person's mark stands out from the %s ground, 3 to 1", (theme) => {
  const ground = token(theme, "--bg");
  for (const color of PERSON_COLORS) {
    const tint = tintOn(ground, rgbOf(color));
    expect(contrast(tint, ground), color).toBeGreaterThanOrEqual(MARK_CONTRAST);
  }
});

it.each(THEMES)("[EV9] the name on each mark is read 4.5 to 1 in the %s theme", (theme) => {
  for (const color of PERSON_COLORS) {
    const tint = tintOn(token(theme, "--bg"), rgbOf(color));
    const hex = `#${tint
      .map((part) =>
        Math.round(part * 255)
          .toString(16)
          .padStart(2, "0"),
      )
      .join("")}`;
    expect(contrast(rgbOf(inkOn(hex)), rgbOf(hex)), color).toBeGreaterThanOrEqual(4.5);
  }
});

it("[EV9] a colour that stands out stays as it is; one that equals its ground does not stay", () => {
  expect(tintOn([0, 0, 0], [1, 1, 1])).toEqual([1, 1, 1]);
  for (const ground of [0, 0.2, 0.46, 0.5, 1].map((part): Rgb => [part, part, part]))
    expect(contrast(tintOn(ground, ground), ground)).toBeGreaterThanOrEqual(MARK_CONTRAST);
});

it.each(THEMES)("[EV10] words of the %s theme stand out from every surface, 4.5 to 1", (theme) => {
  for (const word of ["--text", "--muted", "--accent", "--danger"])
    for (const surface of ["--bg", "--surface", "--surface-2"])
      expect(
        contrast(token(theme, word), token(theme, surface)),
        `${word} on ${surface}`,
      ).toBeGreaterThanOrEqual(4.5);
  expect(contrast(token(theme, "--accent-text"), token(theme, "--accent"))).toBeGreaterThanOrEqual(
    4.5,
  );
});
