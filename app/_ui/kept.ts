/** What this browser keeps under a name, as text. */
interface Kept {
  get: (name: string) => string | null;
  set: (name: string, value: string) => void;
  remove: (name: string) => void;
}

/**
 * Storage that may be refused: in a frame of another site, in private windows, when it is full. The page then keeps in
 * its memory what was to be kept, until it is left.
 */
function keptIn(storage: () => Storage): Kept {
  const memory = new Map<string, string>();
  return {
    get: (name) => {
      try {
        return memory.get(name) ?? storage().getItem(name);
      } catch {
        return memory.get(name) ?? null;
      }
    },
    set: (name, value) => {
      try {
        storage().setItem(name, value);
        memory.delete(name);
      } catch {
        memory.set(name, value);
      }
    },
    remove: (name) => {
      memory.delete(name);
      try {
        storage().removeItem(name);
      } catch {
        // What may not be kept is not there either.
      }
    },
  };
}

/** For this browser, until someone clears it. */
export const keptHere = keptIn(() => localStorage);
/** For this tab. */
export const keptInTab = keptIn(() => sessionStorage);
