/** The first is what everyone gets who asks for none of them. */
export const LOCALES = ["en", "ru"] as const;
export type Locale = (typeof LOCALES)[number];

/** Holds the choice made with the switch, and nothing else. */
export const LOCALE_COOKIE = "latent-commons.language";

/** Each language in its own words, for whoever cannot read the one that is shown. */
export const LOCALE_NAMES: Readonly<Record<Locale, string>> = { en: "English", ru: "Русский" };

/**
 * The language of a request: the one chosen before, else the first of the browser's that exists here.
 * @param chosen value of the cookie
 * @param accepted the header Accept-Language
 */
export function chooseLocale(chosen: string | undefined, accepted: string | null): Locale {
  return LOCALES.find((locale) => locale === chosen) ?? wanted(accepted ?? "")[0] ?? LOCALES[0];
}

/** Languages of the header that exist here, the most wanted first. */
function wanted(accepted: string): Locale[] {
  return accepted
    .slice(0, 500)
    .split(",")
    .flatMap((range) => {
      const [tag = "", ...options] = range
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/);
      const locale = LOCALES.find((known) => tag.split("-")[0] === known);
      const weight = Number(options.find((option) => option.startsWith("q="))?.slice(2) ?? 1);
      return locale && weight > 0 ? [{ locale, weight }] : [];
    })
    .sort((a, b) => b.weight - a.weight)
    .map(({ locale }) => locale);
}
