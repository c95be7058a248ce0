/**
 * Sixteen letters, read aloud and typed from a projector. Of the alphabet without digits (so that 0, 1, 5 and 8 are never
 * in question) these are left out:
 * - A E I O U Y: without vowels nothing spells a word, in English nor, in Latin letters, in Russian;
 * - L, which looks like I and 1; V, which aloud is B and twice is W; N, which aloud is M; S, which aloud is F.
 */
export const JOIN_CODE_ALPHABET = "BCDFGHJKMPQRTWXZ";
const LETTERS = 8;

/** A code's letters as someone may write them who reads O for Q, or has a Russian keyboard. */
const READ_AS: Readonly<Record<string, string>> = {
  ...{ O: "Q", "0": "Q", "2": "Z", "6": "G", "8": "B", N: "M" },
  ...{ В: "B", С: "C", Н: "H", К: "K", М: "M", Р: "P", Т: "T", Х: "X", О: "Q" },
};

/**
 * The eight letters of a code that somebody typed: spaces, hyphens and case do not count.
 * @returns null for what has not the shape of a code; what has may still be no one's
 */
export function readJoinCode(text: string): string | null {
  const typed = text.replace(/[\s\p{P}\p{Cf}]+/gu, "").toUpperCase();
  const code = Array.from(typed, (char) => READ_AS[char] ?? char).join("");
  return code.length === LETTERS && /^[A-Z]+$/.test(code) ? code : null;
}

/** In two groups of four, as it is shown and read aloud. */
export const spellJoinCode = (code: string): string =>
  `${code.slice(0, LETTERS / 2)} ${code.slice(LETTERS / 2)}`;

/** A code as hosts are told of it. */
export interface JoinCode {
  code: string;
  /** Milliseconds until it is dead, as this was sent. */
  leftMs: number;
}
