/** "Place 3" for the third, or the next number that no place bears yet. */
export function nextPlaceName(taken: readonly string[]): string {
  return nextName("Place", taken);
}

/** `stem` with the lowest free number from the count of names up. */
export function nextName(stem: string, taken: readonly string[]): string {
  let number = taken.length + 1;
  while (taken.includes(`${stem} ${number}`)) number++;
  return `${stem} ${number}`;
}
