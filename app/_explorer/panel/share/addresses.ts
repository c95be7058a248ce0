const LOCAL_ONLY = ["localhost", "127.0.0.1", "[::1]"];

/** Whether this page's own address leads nowhere on another computer. */
export function isLocalOnly(): boolean {
  return LOCAL_ONLY.includes(location.hostname);
}

/** Origins by which other computers reach this server; none when it cannot or will not tell. */
export async function loadOrigins(signal: AbortSignal): Promise<string[]> {
  try {
    const response = await fetch("/api/addresses", { signal });
    return response.ok ? originsOf(await response.json(), location) : [];
  } catch {
    return [];
  }
}

/** Reads `{ addresses: string[] }`, each an origin or a bare host, which then has this page's port. */
export function originsOf(
  answer: unknown,
  { protocol, port }: Pick<Location, "protocol" | "port">,
): string[] {
  const { addresses } = (answer ?? {}) as { addresses?: unknown };
  if (!Array.isArray(addresses)) return [];
  return addresses.flatMap((address) => originOf(address, protocol, port) ?? []);
}

function originOf(address: unknown, protocol: string, port: string): string | null {
  if (typeof address !== "string" || address === "") return null;
  if (/^https?:/.test(address)) return URL.canParse(address) ? new URL(address).origin : null;
  const host = /^[0-9a-f:]+$/i.test(address) && address.includes("::") ? `[${address}]` : address;
  const url = `${protocol}//${host}`;
  if (!URL.canParse(url)) return null;
  const origin = new URL(url);
  if (!origin.port) origin.port = port;
  return origin.origin;
}
