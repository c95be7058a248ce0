import { createElement, type ReactNode } from "react";
import { type Messages, PAGES } from "../../app/_i18n/catalogue.ts";
import type { Locale } from "../../app/_i18n/locale.ts";
import { TextProvider } from "../../app/_i18n/text-provider.tsx";

/** All texts of all pages as they are written, which use-intl reads here by itself. */
export async function readAllTexts(locale: Locale): Promise<Messages> {
  const namespaces = Object.values(PAGES).flatMap((page) => Object.entries(page));
  const read = namespaces.map(
    async ([name, source]) => [name, (await source[locale]()).default] as const,
  );
  return Object.fromEntries(await Promise.all(read)) as Messages;
}

const ENGLISH = await readAllTexts("en");

/** A component as a page would mount it: with texts around it. */
export function withTexts(children: ReactNode, locale: Locale = "en", messages = ENGLISH) {
  return createElement(TextProvider, { locale, messages, children });
}
