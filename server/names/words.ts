/** The words of a name, small, each also as it reads with single letters joined: “f u c k”, “х.у.й”. */
export function wordsOf(name: string): string[] {
  const words = name
    .normalize("NFKC")
    .toLowerCase()
    .split(/[^\p{L}\p{N}@$!]+/u)
    .filter(Boolean);
  const spelled: string[] = [];
  let letters = "";
  for (const word of [...words, "end"]) {
    if ([...word].length === 1) letters += word;
    else {
      if (letters.length > 1) spelled.push(letters);
      letters = "";
    }
  }
  return [...words, ...spelled];
}
