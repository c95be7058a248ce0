import { parseArgs } from "node:util";
import { BENCHES } from "./benches.ts";
import type { BenchOptions } from "./options.ts";
import { WALKS, type WalkName } from "./walks.ts";

const OPTIONS = {
  json: { type: "boolean" },
  quick: { type: "boolean" },
  model: { type: "string" },
  clients: { type: "string" },
  hz: { type: "string" },
  seconds: { type: "string" },
  walk: { type: "string" },
  saves: { type: "string" },
  churn: { type: "boolean" },
  "no-churn": { type: "boolean" },
} as const;

/** `npm run bench -- <name> [--quick] [--json]`; `list` names them, no name runs all. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  const [name] = positionals;
  if (name === "list") {
    for (const [key, { about }] of Object.entries(BENCHES))
      console.log(`${key.padEnd(10)} ${about}`);
    return;
  }
  if (name !== undefined && !(name in BENCHES)) {
    throw new Error(`There is no benchmark “${name}”. Known: ${Object.keys(BENCHES).join(", ")}.`);
  }
  const options: BenchOptions = {
    quick: values.quick ?? false,
    model: values.model ?? "digits-3d",
    clients: positive("clients", values.clients),
    hz: positive("hz", values.hz),
    seconds: positive("seconds", values.seconds),
    walk: walkNamed(values.walk ?? "circle"),
    saves: positive("saves", values.saves),
    churn: values["no-churn"] ? false : values.churn,
  };
  for (const key of name === undefined ? Object.keys(BENCHES) : [name]) {
    const result = await BENCHES[key]?.run(options);
    if (values.json) console.log(JSON.stringify({ bench: key, ...result }));
  }
}

function walkNamed(name: string): WalkName {
  const walk = WALKS.find((known) => known === name);
  if (!walk) throw new Error(`--walk is one of ${WALKS.join(", ")}, not “${name}”.`);
  return walk;
}

function positive(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!(value > 0 && value <= 10_000))
    throw new Error(`--${name} needs a number from 1 to 10000, not “${text}”.`);
  return value;
}

main().then(
  () => process.exit(0),
  (cause: unknown) => {
    console.error(cause instanceof Error ? cause.message : cause);
    process.exit(1);
  },
);
