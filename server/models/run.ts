import { join } from "node:path";
import { parseArgs } from "node:util";
import type { CatalogEntry } from "../engine/catalog.ts";
import type { Engine } from "../engine/engine.ts";
import { removeLeftovers } from "../model/work-folder.ts";
import { checkModel } from "./check.ts";
import { findModel, ModelsError, modelIds } from "./folder.ts";
import { listModels } from "./list.ts";
import { planRemoval } from "./remove.ts";
import { planRename } from "./rename.ts";

const USAGE = `Usage: npm run models                        all models, a line each
       npm run models -- check [ID]          whether one, or each, is whole and draws
       npm run models -- rename ID NEW       [--yes]
       npm run models -- remove ID           [--yes], into a trash beside the models`;

export interface ModelsRun {
  /** The folder of models. */
  root: string;
  say: (line: string) => void;
  /** An engine for one model. */
  open: (entry: CatalogEntry) => Promise<Engine>;
}

type Say = ModelsRun["say"];

interface Told extends ModelsRun {
  yes: boolean;
}

/** By name; each is told the words after it, and gives the exit code. */
const COMMANDS: Readonly<
  Record<string, { words: readonly number[]; run: (words: string[], told: Told) => Promise<0 | 1> }>
> = {
  list: {
    words: [0],
    async run(_words, { root, say }) {
      sayAll(say, listModels(root));
      return 0;
    },
  },
  check: {
    words: [0, 1],
    run([id], { root, say, open }) {
      for (const name of removeLeftovers(root))
        say(`${join(root, name)}: removed, an import left it that was killed`);
      const all = () => modelIds(root).map((name) => join(root, name));
      return checkAll(id === undefined ? all() : [findModel(root, id)], say, open);
    },
  },
  rename: {
    words: [2],
    async run([id = "", next = ""], { root, say, yes }) {
      const { lines, run } = planRename(root, id, next);
      sayAll(say, lines);
      if (!yes) return unasked(say);
      run();
      say(`Done: ${join(root, next)}`);
      return 0;
    },
  },
  remove: {
    words: [1],
    async run([id = ""], { root, say, yes }) {
      const { lines, run } = planRemoval(root, id);
      sayAll(say, lines);
      if (!yes) return unasked(say);
      sayAll(say, run());
      return 0;
    },
  },
};

/** @returns the exit code: 1 where something is wrong, or was not done */
export async function runModels(argv: readonly string[], options: ModelsRun): Promise<0 | 1> {
  try {
    const { words, yes } = readArguments(argv);
    const [name = "list", ...rest] = words;
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command?.words.includes(rest.length)) throw new ModelsError(USAGE);
    return await command.run(rest, { ...options, yes });
  } catch (cause) {
    if (!(cause instanceof ModelsError)) throw cause;
    options.say(cause.message);
    return 1;
  }
}

function sayAll(say: Say, lines: readonly string[]): void {
  for (const line of lines) say(line);
}

function readArguments(argv: readonly string[]): { words: string[]; yes: boolean } {
  try {
    const options = { yes: { type: "boolean", default: false } } as const;
    const { values, positionals } = parseArgs({
      args: [...argv],
      options,
      allowPositionals: true,
    });
    return { words: positionals, yes: values.yes };
  } catch (cause) {
    throw new ModelsError(`${(cause as Error).message}\n${USAGE}`);
  }
}

function unasked(say: Say): 1 {
  say("Nothing was done. Add --yes to do it.");
  return 1;
}

async function checkAll(
  folders: readonly string[],
  say: Say,
  open: ModelsRun["open"],
): Promise<0 | 1> {
  if (folders.length === 0) throw new ModelsError("There is no model to check.");
  let broken = 0;
  for (const folder of folders) {
    const faults = await checkModel(folder, open);
    if (faults.length > 0) broken++;
    say(faults.length === 0 ? `${folder}: all is well` : `${folder}:`);
    for (const fault of faults) say(`  ${fault}`);
  }
  return broken > 0 ? 1 : 0;
}
