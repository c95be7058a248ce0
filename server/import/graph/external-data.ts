import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { basename, join } from "node:path";
import { bytesField, concatBytes } from "../../model/onnx/protobuf.ts";
import { ImportError } from "../import-error.ts";
import { ENTRY, EXTERNAL, TENSOR } from "./fields.ts";
import { lastField, readFields, textOf } from "./wire.ts";

/** What weights outside the file may take together with it. */
export interface Budget {
  bytes: number;
}

/** Whether the values of this tensor lie in another file. */
export function isExternal(tensor: Uint8Array): boolean {
  return lastField(tensor, TENSOR.location)?.int === EXTERNAL;
}

/**
 * The same tensor with its values inside. The file that it names is one beside the model, by its plain name: no path out of
 * a model is ever followed, nor a link.
 */
export function withValues(tensor: Uint8Array, folder: string, budget: Budget): Uint8Array {
  const entries = new Map<string, string>();
  for (const { number, bytes } of readFields(tensor))
    if (number === TENSOR.external)
      entries.set(textOf(bytes, ENTRY.key), textOf(bytes, ENTRY.value));
  const values = readPart(folder, entries, budget);
  const kept: Uint8Array[] = [];
  for (const { number, whole } of readFields(tensor))
    if (number !== TENSOR.external && number !== TENSOR.location && number !== TENSOR.raw)
      kept.push(whole);
  return concatBytes([...kept, bytesField(TENSOR.raw, values)]);
}

function readPart(folder: string, entries: Map<string, string>, budget: Budget): Uint8Array {
  const name = (entries.get("location") ?? "").replace(/^\.\//, "");
  if (name === "" || basename(name) !== name || /[\\:\0]/.test(name) || name === "..")
    throw new ImportError(
      `The model keeps weights in “${name}”; only a file beside it is read, by its name without a folder.`,
    );
  const handle = open(folder, name);
  try {
    const size = fstatSync(handle).size;
    const offset = whole(entries.get("offset"), 0);
    const length = whole(entries.get("length"), size - offset);
    if (offset + length > size)
      throw new ImportError(
        `${name} is too short: the model's weights end after its ${size} bytes.`,
      );
    budget.bytes -= length;
    if (budget.bytes < 0) throw new ImportError(`The weights in ${name} make the model too large.`);
    return readExactly(handle, offset, length);
  } finally {
    closeSync(handle);
  }
}

function open(folder: string, name: string): number {
  try {
    return openSync(
      join(folder, name),
      constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
    );
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code === "ELOOP" ? "is a link" : "is not there";
    throw new ImportError(
      `The model keeps its weights in ${name}, which ${why}: put the file itself beside the model.`,
      { cause },
    );
  }
}

function readExactly(handle: number, offset: number, length: number): Uint8Array {
  const values = new Uint8Array(length);
  let done = 0;
  while (done < length) {
    const read = readSync(handle, values, done, length - done, offset + done);
    if (read === 0) throw new ImportError("A file of weights was cut off while it was read.");
    done += read;
  }
  return values;
}

function whole(text: string | undefined, otherwise: number): number {
  const value = text === undefined ? otherwise : Number(text);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new ImportError(
    `The model says that weights lie at “${text}” of a file, which is no place.`,
  );
}
