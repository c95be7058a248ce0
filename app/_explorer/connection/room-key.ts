/** A host's or co-host's key to a room, kept in this browser. It never travels in an address that a server sees. */
const storageKey = (roomId: string) => `latent-commons.key.${roomId}`;
const KEY = /^[0-9a-f]{32}$/;

export function loadKey(roomId: string): string | null {
  try {
    return localStorage.getItem(storageKey(roomId));
  } catch {
    return kept.get(roomId) ?? null;
  }
}

/** Where storage is blocked a key lasts as long as the page. */
const kept = new Map<string, string>();

export function saveKey(roomId: string, key: string): void {
  kept.set(roomId, key);
  try {
    localStorage.setItem(storageKey(roomId), key);
  } catch {
    // See above.
  }
}

export function forgetKey(roomId: string): void {
  kept.delete(roomId);
  try {
    localStorage.removeItem(storageKey(roomId));
  } catch {
    // Nothing was kept.
  }
}

/** Takes `#key=…` of a host link out of the address bar, which a projector shows, and keeps it. */
export function takeKeyFromAddress(roomId: string): void {
  const parts = new URLSearchParams(location.hash.slice(1));
  const key = parts.get("key");
  if (key === null) return;
  parts.delete("key");
  const rest = parts.size > 0 ? `#${parts}` : "";
  history.replaceState(history.state, "", `${location.pathname}${location.search}${rest}`);
  if (KEY.test(key)) saveKey(roomId, key);
}
