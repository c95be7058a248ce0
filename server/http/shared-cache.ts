/** Bytes by key, each loaded once for all who ask meanwhile and afterwards, the least recently asked for dropped first. */
export interface SharedCache {
  find: (key: string) => Promise<Uint8Array> | undefined;
  /** Takes what is on its way; it is forgotten when it fails. */
  keep: (key: string, loading: Promise<Uint8Array>) => Promise<Uint8Array>;
}

interface Entry {
  value: Promise<Uint8Array>;
  /** 0 while on its way: then nobody may drop it, or it would be loaded twice. */
  bytes: number;
}

/** What an entry costs beside its bytes: the promise, its place in the map, and the key. */
const ENTRY_BYTES = 200;

export function createSharedCache(maxBytes: number): SharedCache {
  const entries = new Map<string, Entry>();
  let total = 0;

  const drop = () => {
    for (const [key, { bytes }] of entries) {
      if (total <= maxBytes) return;
      if (bytes === 0) continue;
      entries.delete(key);
      total -= bytes;
    }
  };

  return {
    find(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.value;
    },
    keep(key, loading) {
      const entry: Entry = { value: loading, bytes: 0 };
      entries.set(key, entry);
      loading.then(
        (value) => {
          entry.bytes = value.byteLength + key.length + ENTRY_BYTES;
          total += entry.bytes;
          drop();
        },
        () => entries.delete(key),
      );
      return loading;
    },
  };
}
