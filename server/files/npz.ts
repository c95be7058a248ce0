import { unzipSync } from "fflate";
import { type NpyArray, parseNpy } from "./npy.ts";

const ENDING = ".npy";
const ARRAYS_MAX = 64;

/**
 * Arrays of a `.npz` file by name, as `np.savez` and `np.savez_compressed` write them; `wanted` chooses by name.
 * @throws RangeError in one sentence when it is none, or unpacks to more than `maxBytes`
 */
export function parseNpz(
  bytes: Uint8Array,
  { maxBytes, wanted = () => true }: { maxBytes: number; wanted?: (name: string) => boolean },
): Map<string, NpyArray> {
  let unpacked = 0;
  let arrays = 0;
  const unzip = () =>
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!name.endsWith(ENDING) || !wanted(nameOf(name))) return false;
        unpacked += originalSize;
        arrays += 1;
        if (unpacked > maxBytes || arrays > ARRAYS_MAX)
          throw new RangeError(
            `it unpacks to more than ${Math.round(maxBytes / 1e6)} MB or ${ARRAYS_MAX} arrays`,
          );
        return true;
      },
    });
  return new Map(
    Object.entries(sentenced(unzip)).map(([name, content]) => [
      nameOf(name),
      parseMember(name, content),
    ]),
  );
}

const nameOf = (member: string) => member.slice(0, -ENDING.length);

/** fflate's errors are short codes. */
function sentenced<T>(unzip: () => T): T {
  try {
    return unzip();
  } catch (cause) {
    if (cause instanceof RangeError && cause.message.startsWith("it ")) throw cause;
    throw new RangeError("it is no whole .npz file", { cause });
  }
}

function parseMember(name: string, content: Uint8Array): NpyArray {
  try {
    return parseNpy(content);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RangeError(`its array "${nameOf(name)}" cannot be read: ${reason}`, { cause });
  }
}
