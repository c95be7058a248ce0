import {
  DataSet,
  englishDataset,
  englishRecommendedTransformers,
  parseRawPattern,
  RegExpMatcher,
} from "obscenity";
import { toLatin } from "./confusables.ts";
import { wordsOf } from "./words.ts";

/** Words of the list that are people's names where this is used: Semen is how Семён is spelt in a passport. */
const NAMES_AFTER_ALL = ["semen"];

/** What the list would find in names, towns and taxa; most of it stands on its own list already. */
const INNOCENT = [
  ...["annaliese", "analise", "annalise", "assel", "assem", "bitchenko", "cum laude", "cummings"],
  ...["dikshit", "fagan", "faggin", "fukuda", "fukushima", "penistone", "pornchai", "porntip"],
  ...["rapeseed", "shitov", "slutsk", "supaporn", "turdus", "van dyke"],
];

const dataset = new DataSet<{ originalWord: string }>()
  .addAll(englishDataset)
  .removePhrasesIf(({ metadata }) => NAMES_AFTER_ALL.includes(metadata?.originalWord ?? ""))
  .addPhrase((phrase) =>
    phrase.setMetadata({ originalWord: "hitler" }).addPattern(parseRawPattern("hitler")),
  )
  .addPhrase((phrase) =>
    phrase.setMetadata({ originalWord: "kkk" }).addPattern(parseRawPattern("|kkk|")),
  )
  .build();

const matcher = new RegExpMatcher({
  ...dataset,
  ...englishRecommendedTransformers,
  whitelistedTerms: [...(dataset.whitelistedTerms ?? []), ...INNOCENT],
});

const LATIN = /\p{Script=Latin}/u;

/**
 * Whether a name holds a rude English word: the list of the package `obscenity`, which knows leetspeak and words that only
 * look like one. Words with a Latin letter only: “Сосок” is read as Russian, “fuсk” with a Cyrillic “с” is not.
 */
export function isRudeInEnglish(name: string): boolean {
  const read = wordsOf(name).flatMap((word) => (LATIN.test(word) ? inLatin(word) : []));
  return matcher.hasMatch(read.join(" "));
}

/** Digits and signs stay: reading those is what the package does better. */
function inLatin(word: string): string {
  return word.replace(/\P{ASCII}+/gu, toLatin);
}
