import russian from "naughty-words/ru.json" with { type: "json" };
import { toCyrillic } from "./confusables.ts";
import { wordsOf } from "./words.ts";

/** On the list, but ordinary words, or no worse than “darn”. */
const MILD = new Set(
  "бугор мент фига хапать хрен хохол офигеть gol byk petuh uboy vafl'a padlo обнаженный голый".split(
    " ",
  ),
);

/** How nouns, adjectives and verbs of the list end; what is left is what all their forms begin with. */
const ENDING =
  /(?:ами|ями|ого|его|ому|ему|ыми|ими|ать|ять|уть|ить|еть|ала|али|ало|ает|ешь|ой|ою|ей|ом|ем|ам|ям|ах|ях|ов|ев|ый|ий|ая|ое|ые|ую|ал|а|я|о|е|ы|и|у|ю|ь)$/;
const STEM_MIN = 3;

/** Single words of the list by what all their forms begin with; sayings of several words are never names. */
const stems = new Set(
  russian.flatMap((entry) => {
    const word = entry
      .toLowerCase()
      .replaceAll("ё", "е")
      .replace(/[^\p{L}]/gu, "");
    return MILD.has(entry) || /\s/.test(entry) ? [] : stemOf(word);
  }),
);

/**
 * Roots that make words without end, with what must follow, so that «потребитель», «мандарин», «мудрец», «педикюр» and
 * «Херсон» stay what they are. The list has some forms of each.
 */
const PREFIX =
  "(?:до|за|на|по|про|при|вы|от|отъ?|об|объ?|раз|разъ?|рас|из|изъ?|ис|пере|под|подъ?|у|о|а|съ|с|не|ни|недо|долбо|остро|мозго|зло)?";
const ROOTS = [
  "пизд|пезд(?:а|ы|у|е|ой|ец)",
  "бля(?:д|т|$)",
  "ху(?:й|я|ю|е[втслпн]|ил|ин[яиюе]|и$|ищ)",
  "муд(?:а$|ак|ач|ил|оз|оеб|ищ|ня)",
  "г[ао]ндон",
  "говн",
  "дерьм",
  "дроч",
  "жоп",
  "залуп",
  "манд(?:а|ы|е|у|ой|ою|овошк|авошк)$",
  "сра(?:ть|л|н(?:ь|ы|а|о|ец)|к[аиу]$)",
  "сса(?:ть|л|н)",
  "с[иы]с(?:ьк|ек$)",
  "шалав|шлюх|проститут|ублюд|сволоч",
  "педик(?:$|и$|а$|у$|ов$|ом$|ам$)|п[ие]д[оа]р(?:$|ы|а|у|о|ск|ас)|педераст|педрил",
  "перд(?:е[тлж]|у|ак)",
  "трах(?:а|ну)",
  "сук(?:а|и|е|у|ой)$|суч(?:к[аиуе]|ар)",
  "курв(?:а|ы|у|е|ой)$",
  "хер(?:$|а$|н[яюи]|ов[оы]|ач)",
  "секс(?:$|и$|у)",
  "гитлер",
].join("|");
/** «еб» stands within many words; these forms of it begin none. «Себе» and «Себастьян» are why с- needs its ъ. */
const EB =
  "(?:до|за|на|по|про|при|вы|отъ|объ|разъ|изъ|пере|подъ|у|съ|не|долбо|зло|муд[оа]|въ)?еб(?:а[тлнсшк]|л[оаяи]|н[уи]|уч|ут|ет|ит|ищ|о[шк]|ис|ц|$)";

const RUDE = new RegExp(`^(?:${PREFIX}(?:${ROOTS})|${EB})`);

/** The same roots as people write them with Latin letters; “Huy” alone is a name in Vietnam. */
const RUDE_IN_LATIN =
  /^(?:(?:na|po|do|za|o|a|ni)?(?:kh|x)u(?:y|j)|hu(?:y|j)(?:l|n[iy]a|ov)|(?:h|kh|x)u(?:ilo|ylo|esos|ein|eta)|na(?:h|kh|x)u(?:i|y)$|(?:po|o|za|ras|raz|na|s)?pi[zs]d|bl(?:y|i|j)a[dt]|blya$|mud(?:a[kc]|il)|suka$|cyka$|su[c4]hka$|gandon|gondon$|zalup|pid[oa]r|pedik$|g[oa]vno|dermo$|droch|(?:zh|j)op(?:a|y|u)$|shalav|shl(?:y|iy?)?uh|(?:za|na|vy|ot|u|po|do|raz|ob)?[yj]?eb(?:at|al|an|lan|lo$|uch)|dol[bp]o[yj]?eb)/;

/**
 * Whether a name holds a rude Russian word: the Russian list of `naughty-words` in all forms of its words, and the roots
 * above. Whole words from their beginning, never the inside of one: «застрахуй», «хлебушек» and «рубля» are innocent.
 */
export function isRudeInRussian(name: string): boolean {
  return wordsOf(name).some((word) => {
    if (!/\p{Script=Cyrillic}/u.test(word))
      return stems.has(stemOf(word)) || RUDE_IN_LATIN.test(word);
    const read = toCyrillic(word).replaceAll("ё", "е");
    return [read, read.replace(/(.)\1{2,}/gu, "$1")].some(
      (form) => RUDE.test(form) || stems.has(stemOf(form)),
    );
  });
}

function stemOf(word: string): string {
  const stem = word.replace(ENDING, "");
  return stem.length >= STEM_MIN ? stem : word;
}
