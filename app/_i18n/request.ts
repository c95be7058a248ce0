import { cookies, headers } from "next/headers";
import { createTranslator } from "use-intl/core";
import type { Messages, PageName } from "./catalogue.ts";
import { compiledTexts } from "./compiled.ts";
import { chooseLocale, LOCALE_COOKIE, type Locale } from "./locale.ts";

/** The language of the request that is being answered. */
export async function requestLocale(): Promise<Locale> {
  const [cookie, header] = await Promise.all([cookies(), headers()]);
  return chooseLocale(cookie.get(LOCALE_COOKIE)?.value, header.get("accept-language"));
}

/** Texts for what the server itself writes: titles, descriptions, pages without a script. */
export async function requestTexts(page: PageName) {
  const locale = await requestLocale();
  const messages = (await compiledTexts(page, locale)) as Messages;
  return createTranslator({ locale, messages });
}
