import { existsSync } from "node:fs";
import { type JsonProcess, startJsonProcess } from "./json-process.ts";
import type { Bench } from "./options.ts";
import { HOW_TO_GET, PYTHON } from "./pytorch/contenders.ts";
import { startPython } from "./pytorch/python-process.ts";
import { printTable, round } from "./report.ts";
import { byTurns, type Spread, showSpread, spreadOf } from "./turns.ts";

const BATCHES = [32, 128];
/** A step of wasm at batch 128 takes a second on a busy machine, a start three. */
const ANSWER_MS = 60_000;
/** torch.compile of forward and backward, a shape; what takes longer is left out and named. */
const COMPILE_MS = 90_000;
const OURS = new URL("./train/ours.ts", import.meta.url).pathname;

interface Side {
  name: string;
  process: JsonProcess;
}

/** Images a second of training steps of the net of digits-3d, by turns. */
export const trainBench: Bench = {
  about: "images a second of training digits-3d's net: native TensorFlow, wasm, PyTorch",
  async run({ quick }) {
    const skipped: Record<string, string> = {};
    const turn = quick ? { rounds: 1, seconds: 1 } : { rounds: 3, seconds: 4 };
    const rates = new Map<string, Map<number, Spread>>();
    const parameters: Record<string, number> = {};
    for (const batch of BATCHES) {
      const sides = startSides(quick, skipped);
      try {
        const ready: Side[] = [];
        for (const side of sides) {
          const count = await prepare(side, batch).catch((cause: unknown) => sentence(cause));
          if (typeof count === "string") skipped[`${side.name}, batch ${batch}`] = count;
          else {
            parameters[side.name] = count;
            ready.push(side);
          }
        }
        const measured = await byTurns(ready, turn.rounds, (side) => rateOf(side, turn.seconds));
        for (const [{ name }, runs] of measured)
          rates.set(name, (rates.get(name) ?? new Map()).set(batch, spreadOf(runs)));
      } finally {
        for (const { process: child } of sides) child.end();
      }
    }
    if (new Set(Object.values(parameters)).size > 1)
      throw new Error(`The nets differ: ${JSON.stringify(parameters)} parameters.`);
    print(rates, skipped);
    return { images_per_s: toJson(rates), skipped };
  },
};

/** One process for each, new for each size of a batch: none inherits another's memory. */
function startSides(quick: boolean, skipped: Record<string, string>): Side[] {
  const node = (backend: string) =>
    startJsonProcess({
      command: process.execPath,
      args: ["--import", "tsx", OURS, backend],
      answerMs: ANSWER_MS,
    });
  const ours = [
    { name: "native libtensorflow", process: node("native") },
    { name: "wasm", process: node("wasm") },
  ];
  if (!existsSync(PYTHON)) {
    skipped.PyTorch = HOW_TO_GET;
    return ours;
  }
  if (quick) skipped["torch.compile"] = "compiling takes a minute: not in a quick look";
  const modes = ["eager NCHW", "channels_last", ...(quick ? [] : ["torch.compile"])];
  const theirs = modes.map((mode) => {
    const answerMs = mode === "torch.compile" ? COMPILE_MS : ANSWER_MS;
    return {
      name: `PyTorch ${mode}`,
      process: startPython(PYTHON, "train.py", { args: [mode], answerMs }),
    };
  });
  return [...ours, ...theirs];
}

/** @returns how many parameters the net has */
async function prepare({ process: child }: Side, batch: number): Promise<number> {
  return (await child.ask<{ parameters: number }>({ op: "prepare", batch })).parameters;
}

async function rateOf({ process: child }: Side, seconds: number): Promise<number> {
  const run = await child.ask<{ images: number; seconds: number }>({ op: "run", seconds });
  return run.images / run.seconds;
}

function print(
  rates: Map<string, Map<number, Spread>>,
  skipped: Readonly<Record<string, string>>,
): void {
  printTable("train digits-3d: images/s, median (least–most of the rounds)", [
    ["", ...BATCHES.map((batch) => `batch ${batch}`)],
    ...[...rates].map(([name, byBatch]) => [
      name,
      ...BATCHES.map((batch) => showSpread(byBatch.get(batch) ?? spreadOf([]))),
    ]),
  ]);
  for (const [name, why] of Object.entries(skipped)) console.log(`  ${name} skipped: ${why}`);
}

function toJson(rates: Map<string, Map<number, Spread>>) {
  return Object.fromEntries(
    [...rates].map(([name, byBatch]) => [
      name,
      Object.fromEntries([...byBatch].map(([batch, { median }]) => [batch, round(median, 1)])),
    ]),
  );
}

const sentence = (cause: unknown) =>
  String(cause instanceof Error ? cause.message : cause).slice(0, 160);
