import { spawn } from "node:child_process";
import { join } from "node:path";

const ROOT = process.cwd();

interface Finished {
  code: number | null;
  output: string;
}

/** Sees what a command has printed so far. */
export type OnOutput = (text: string, interrupt: () => void) => void;

interface Options {
  /** Where it is run; else where the tests are. */
  cwd?: string;
  onOutput?: OnOutput;
}

/** Runs a command of `server/train` as a person would. */
export function runCommand(
  script: string,
  words: readonly string[],
  { cwd = ROOT, onOutput = () => {} }: Options = {},
): Promise<Finished> {
  const entry = join(ROOT, "server", "train", script);
  // By its path: a folder of another place has no packages.
  const tsx = join(ROOT, "node_modules", "tsx", "dist", "esm", "index.mjs");
  const child = spawn(process.execPath, ["--import", tsx, entry, ...words], { cwd });
  let output = "";
  return new Promise((resolve, reject) => {
    const collect = (part: Buffer) => {
      output += part.toString();
      onOutput(output, () => child.kill("SIGINT"));
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}
