/**
 * What looks like a Latin letter, a row a letter, after the data of Unicode UTS #39 (confusables.txt): the part of it that a
 * keyboard in a classroom writes, Cyrillic, Greek, digits and signs. Capitals whose small letters look otherwise (В, Н, Р)
 * stand with what they look like, so names are folded before and after they are made small.
 */
const ROWS: readonly (readonly [latin: string, looksLike: string])[] = [
  ["a", "аɑαАΑ@"],
  ["b", "ЬьВΒ"],
  ["c", "сϲСϹ"],
  ["d", "ԁ"],
  ["e", "еєҽЕΕ"],
  ["g", "ɡԍ"],
  ["h", "һНΗ"],
  ["i", "іιıІΙӀ"],
  ["j", "јϳЈ"],
  ["k", "кκКΚ"],
  ["l", "ӏ1|"],
  ["m", "мМΜ"],
  ["n", "пηΝ"],
  ["o", "оοσՕОΟ0"],
  ["p", "рρРΡ"],
  ["q", "ԛ"],
  ["s", "ѕЅ$"],
  ["t", "тτТΤ"],
  ["u", "υս"],
  ["v", "ѵν"],
  ["w", "ԝԜшщ"],
  ["x", "хχХΧ"],
  ["y", "уүγУΥ"],
  ["z", "Ζ"],
];

const LATIN = new Map(
  ROWS.flatMap(([latin, looksLike]) => [...looksLike].map((char) => [char, latin] as const)),
);
/** The other way, and the digits that stand for Cyrillic letters. */
const CYRILLIC = new Map(
  "aа bь cс dд eе hн iи kк lл mм nп oо pр tт uи xх yу zз 0о 3з 4ч 6б"
    .split(" ")
    .map(([char = "", cyrillic = ""]) => [char, cyrillic]),
);

/** Every look-alike as the Latin letter that it looks like; the rest as it is. */
export const toLatin = (text: string): string => replaced(text, LATIN);

/** Latin letters and digits among Cyrillic ones as what they look like there; for small letters. */
export const toCyrillic = (text: string): string => replaced(text, CYRILLIC);

function replaced(text: string, by: ReadonlyMap<string, string>): string {
  return Array.from(text, (char) => by.get(char) ?? char).join("");
}

/** Accents, joiners and everything else that is not seen as a character of its own. */
const MARKS = /[\p{M}\p{Cf}]/gu;
const NO_CHARACTER = /[\s\p{P}]/gu;

/**
 * Two names with the same skeleton look the same at a glance: case, spaces, punctuation, accents and look-alikes do not
 * count. Also “rn”, which reads as “m”, and “vv”, which reads as “w”.
 */
export function skeleton(name: string): string {
  const seen = name.normalize("NFKD").replace(MARKS, "").replace(NO_CHARACTER, "");
  const folded = toLatin(toLatin(seen).toLowerCase()).replace(/i/g, "l");
  // Emoji have no letters to fold, but are a name.
  return folded.replace(/rn/g, "m").replace(/vv/g, "w") || name.normalize("NFKC");
}
