import { parseArgs } from "node:util";
import { openDrawing } from "./data/avatars/draw.ts";
import { AVATARS_FOLDER, makeFaces } from "./data/avatars/files.ts";
import { loadAvatars } from "./data/avatars/load-avatars.ts";
import { DEBIAN_FOLDER, FASHION_FOLDER, findFashion } from "./data/fashion/files.ts";
import { loadFashion } from "./data/fashion/load-fashion.ts";
import { copyFashion, downloadFashion, type Obtain } from "./data/fetch/obtain.ts";

const USAGE =
  "Usage: npm run dataset -- avatars, or npm run dataset -- fashion-mnist [--from FILE_OR_FOLDER] [--to FOLDER] [--host URL]";
const OPTIONS = {
  from: { type: "string" },
  to: { type: "string" },
  host: { type: "string" },
} as const;

function readArguments() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    throw new Error(USAGE, { cause });
  }
}

/** A line that redraws itself on a terminal; elsewhere it is shown when it is the last of its kind. */
function showLine(line: string, isLast: boolean): void {
  const { stdout } = process;
  if (stdout.isTTY) stdout.write(`\r\u001b[2K${line}${isLast ? "\n" : ""}`);
  else if (isLast) console.log(line);
}

function showBytes(file: string, bytes: number, total: number): void {
  const line = `${file} ${(bytes / 1e6).toFixed(1)} of ${(total / 1e6).toFixed(1)} MB`;
  showLine(line, bytes === total);
}

/** Stops at Ctrl-C; what has come is kept, and the next run goes on from there. */
function stopOnInterrupt(): AbortSignal {
  const controller = new AbortController();
  process.once("SIGINT", () => controller.abort(new Error("stopped; the next run goes on here")));
  return controller.signal;
}

type Wishes = ReturnType<typeof readArguments>["values"];

/** The folder where the files lie in the end: one that has them already, Debian's included, or a new one. */
async function obtain({ from, to, host }: Wishes): Promise<string> {
  const folder = to ?? FASHION_FOLDER;
  const isPlain = [from, to, host].every((wish) => wish === undefined);
  const there = findFashion(isPlain ? [folder, DEBIAN_FOLDER] : [folder]);
  if (there !== null) return there;
  const options: Obtain = { folder, onProgress: showBytes, signal: stopOnInterrupt() };
  if (from === undefined) await downloadFashion(options, host ? [host] : undefined);
  else {
    const missing = await copyFashion(from, options);
    if (missing.length > 0) throw new Error(`At ${from} is no official ${missing.join(", ")}.`);
  }
  return folder;
}

async function drawAvatars(): Promise<void> {
  await makeFaces({
    draw: await openDrawing(),
    onProgress: (done, total) => showLine(`${done} of ${total} faces`, done % 1000 === 0),
    signal: stopOnInterrupt(),
  });
  const { count } = await loadAvatars();
  console.log(`The avatars are whole: ${count} faces in ${AVATARS_FOLDER}.`);
}

async function main(): Promise<void> {
  const { values, positionals } = readArguments();
  const name = positionals.join();
  const hasWishes = Object.keys(values).length > 0;
  if (name === "avatars" && !hasWishes) return await drawAvatars();
  if (name !== "fashion-mnist") throw new Error(USAGE);
  const folder = await obtain(values);
  const { count } = await loadFashion(folder);
  console.log(`Fashion-MNIST is whole: ${count} images in ${folder}.`);
}

main().then(
  () => process.exit(0),
  (cause: unknown) => {
    console.error(cause instanceof Error ? cause.message : cause);
    process.exit(1);
  },
);
