import compile from "icu-minify/compile";
import { type Messages, PAGES, type PageName } from "./catalogue.ts";
import type { Locale } from "./locale.ts";

const compiled = new Map<string, Promise<Partial<Messages>>>();

/**
 * A page's texts in one language, their ICU syntax read here so that no page carries the parser: next.config.js gives
 * use-intl the formatter that understands the result. Done once for each page and language.
 */
export function compiledTexts(page: PageName, locale: Locale): Promise<Partial<Messages>> {
  const key = `${page} ${locale}`;
  const known = compiled.get(key) ?? compileAll(page, locale);
  compiled.set(key, known);
  // The next request tries again.
  known.catch(() => compiled.delete(key));
  return known;
}

async function compileAll(page: PageName, locale: Locale): Promise<Partial<Messages>> {
  const namespaces = Object.entries(PAGES[page]).map(
    async ([name, source]) => [name, compileTree((await source[locale]()).default)] as const,
  );
  return Object.fromEntries(await Promise.all(namespaces));
}

function compileTree(texts: object): object {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [
      key,
      // Its objects have no prototype, and React sends only plain ones to a page.
      typeof text === "string" ? structuredClone(compile(text)) : compileTree(text),
    ]),
  );
}
