/** "Place 3" for the third: `stem` with the lowest free number from the count of names up. */
export function nextName(stem: string, taken: readonly string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`${stem} ${number}`)) number++;
  return `${stem} ${number}`;
}
