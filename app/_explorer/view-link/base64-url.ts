export function toBase64Url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** Null for what `toBase64Url` does not write, and for what is longer than `maxChars`. */
export function fromBase64Url(text: string, maxChars: number): Uint8Array<ArrayBuffer> | null {
  if (text.length > maxChars || !/^[\w-]+$/.test(text)) return null;
  try {
    const raw = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
    return Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
  } catch {
    // Cut short in the middle of a letter.
    return null;
  }
}
