import { friendlyName } from "../protocol/friendly-name.ts";
import { skeleton } from "./confusables.ts";
import { isRudeInEnglish } from "./rude-english.ts";
import { isRudeInRussian } from "./rude-russian.ts";

/** What names may be. The lists behind it stay on the server: a page that held them would be a lesson in swearing. */
export interface Names {
  isRude: (name: string) => boolean;
  /** Whether two names look the same at a glance. */
  alike: (a: string, b: string) => boolean;
  /**
   * The name that somebody gets who asked for `wanted`: another one when it is rude, a number after it when it looks like
   * one of `reserved`, the names of the hosts who are here.
   */
  given: (wanted: string, reserved: readonly string[]) => string;
}

/** Leaves room for a number within a name's forty characters. */
const BEFORE_NUMBER = 36;
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** @param random 0..1, for suggestions */
export function createNames(random: () => number): Names {
  const isRude = (name: string) => isRudeInEnglish(name) || isRudeInRussian(name);
  return {
    isRude,
    alike: (a, b) => skeleton(a) === skeleton(b),
    given(wanted, reserved) {
      const name = isRude(wanted) ? friendlyName(scriptOf(wanted), random) : wanted;
      const taken = new Set(reserved.map(skeleton));
      if (!taken.has(skeleton(name))) return name;
      const short = [...graphemes.segment(name)].slice(0, BEFORE_NUMBER);
      const base = short
        .map(({ segment }) => segment)
        .join("")
        .trim();
      for (let number = 2; ; number++) {
        const other = `${base} ${number}`;
        if (!taken.has(skeleton(other))) return other;
      }
    },
  };
}

/** The language of a name that stands in for this one. */
function scriptOf(name: string): "en" | "ru" {
  return /\p{Script=Cyrillic}/u.test(name) ? "ru" : "en";
}
