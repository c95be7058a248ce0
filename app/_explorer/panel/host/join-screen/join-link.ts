/** The page that takes the code, with the code in it: what the QR says. */
export function joinLink(origin: string, code: string): string {
  const link = new URL("/join", origin);
  link.searchParams.set("code", code);
  return link.href;
}
