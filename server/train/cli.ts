import { chooseBackend } from "./backend/backend.ts";
import { failureText } from "./failure-text.ts";
import { parseRunOptions } from "./options.ts";
import { parseOwnOptions } from "./own/options.ts";
import { runOwn } from "./own/run-own.ts";
import { run } from "./run.ts";

/** Stops training at the first Ctrl-C, keeping the best weights; a second one ends the process. */
function stopOnInterrupt(): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    console.log("\nStopping after this step; the best weights are kept. Again to quit at once.");
    controller.abort();
    for (const name of ["SIGINT", "SIGTERM"] as const) process.removeListener(name, stop);
  };
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, stop);
  return controller.signal;
}

async function runPreset(words: string[]): Promise<void> {
  const options = parseRunOptions(words);
  const signal = stopOnInterrupt();
  const backend = await chooseBackend(options.backend);
  console.log(`${options.presetId}: ${backend}`);
  await run(options, { backend, signal });
}

try {
  const [recipe, ...words] = process.argv.slice(2);
  if (recipe === "vae") await runOwn(parseOwnOptions(words), { signal: stopOnInterrupt() });
  else await runPreset(process.argv.slice(2));
} catch (error) {
  console.error(failureText(error));
  process.exitCode = 1;
}
