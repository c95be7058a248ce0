import { readdirSync, readFileSync } from "node:fs";
import { _createCache, _createIntlFormatters } from "use-intl/core";
import formatWritten from "use-intl/format-message";
import formatCompiled from "use-intl/format-message/format-only";
import { describe, expect, test } from "vitest";
import { PAGES, type PageName } from "../../../app/_i18n/catalogue.ts";
import { compiledTexts } from "../../../app/_i18n/compiled.ts";
import { LOCALES, type Locale } from "../../../app/_i18n/locale.ts";
import { wordsLeft } from "./literals.ts";
import { shapeOf, valuesFor } from "./message-shape.ts";
import { pageSources } from "./sources.ts";
import { usedKeys } from "./used-keys.ts";

type Flat = ReadonlyMap<string, unknown>;

function flat(tree: object, prefix = ""): [string, unknown][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "object" && !Array.isArray(value)
      ? flat(value, `${prefix}${key}.`)
      : [[`${prefix}${key}`, value] as [string, unknown]],
  );
}

/** Every text of a language as it is written, by its whole key. */
async function written(locale: Locale): Promise<Flat> {
  const namespaces = Object.values(PAGES).flatMap((page) => Object.entries(page));
  const read = namespaces.map(async ([name, source]) =>
    flat((await source[locale]()).default, `${name}.`),
  );
  return new Map((await Promise.all(read)).flat());
}

const TEXTS = { en: await written("en"), ru: await written("ru") };
const SOURCES = pageSources();

/** Said in English by the server, by the models' cards and by their data. */
const saidElsewhere = (key: string) => /^(errors|cards|data)\./.test(key);

test("[IN1] both languages have the same texts, and every file is one that a page gets", () => {
  const keys = (locale: Locale) =>
    [...TEXTS[locale].keys()].filter((key) => !saidElsewhere(key)).sort();
  expect(keys("ru")).toEqual(keys("en"));
  for (const locale of LOCALES) {
    const listed = readFileSync("app/_i18n/catalogue.ts", "utf8");
    const lost = readdirSync(`app/_i18n/${locale}`).filter(
      (file) => !listed.includes(`"./${locale}/${file}"`),
    );
    expect(lost).toEqual([]);
  }
});

/** Exact numbers and `other` alone, where the words do not change with the number, or all of Russian's plurals. */
function isWholeInRussian(cases: string[]): boolean {
  const forms = cases.filter((name) => !name.startsWith("="));
  return forms.join() === "other" || forms.toSorted().join() === "few,many,one,other";
}

test("[IN2] every text is ICU and uses the same values in both languages; Russian has all its plurals", () => {
  const faults: string[] = [];
  for (const [key, russian] of TEXTS.ru) {
    const { uses, plurals } = shapeOf(String(russian));
    const english = TEXTS.en.get(key);
    if (english !== undefined && shapeOf(String(english)).uses.join() !== uses.join())
      faults.push(key);
    if (!plurals.every(isWholeInRussian)) faults.push(key);
  }
  expect(faults).toEqual([]);
  expect(TEXTS.ru.size).toBeGreaterThan(200);
});

describe.each(LOCALES)("%s", (locale) => {
  test.each(Object.keys(PAGES) as PageName[])(
    "[IN3] what the server compiles for %s says what is written",
    async (page) => {
      const cache = _createCache();
      const options = { cache, formatters: _createIntlFormatters(cache), locale };
      for (const [key, compiled] of flat(await compiledTexts(page, locale))) {
        const message = String(TEXTS[locale].get(key));
        for (const count of [0, 1, 2, 5, 21.5]) {
          const values = valuesFor(shapeOf(message), count);
          const say = (format: typeof formatWritten, text: unknown) =>
            format(key, text as string, values as never, options);
          expect(say(formatCompiled, compiled)).toEqual(say(formatWritten, message));
        }
      }
    },
  );
});

test("[IN4] no text is left that no page says", () => {
  const patterns = new Set(SOURCES.flatMap(usedKeys));
  const whole = [...patterns].filter((pattern) => !pattern.includes("*"));
  const open = [...patterns].filter(
    (pattern) => pattern.includes("*") && /^[\w.*-]+$/.test(pattern),
  );
  const known = new Set(whole);
  const matchers = open
    .filter((pattern) => /\w\.|\.\w/.test(pattern))
    .map((pattern) => new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", ".+")}$`));
  const unused = [...TEXTS.en.keys()].filter(
    (key) => !known.has(key) && !matchers.some((matcher) => matcher.test(key)),
  );
  expect(unused).toEqual([]);
});

test("[IN5] no words stand in the code of the pages", () => {
  expect(SOURCES.length).toBeGreaterThan(150);
  expect(SOURCES.flatMap(wordsLeft)).toEqual([]);
});
