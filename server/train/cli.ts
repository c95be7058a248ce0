import { chooseBackend } from "./backend.ts";
import { parseRunOptions, UsageError } from "./options.ts";
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

try {
  const options = parseRunOptions(process.argv.slice(2));
  const signal = stopOnInterrupt();
  const backend = await chooseBackend(options.backend);
  console.log(`${options.presetId}: ${backend}`);
  await run(options, { backend, signal });
} catch (error) {
  if (!(error instanceof Error)) throw error;
  console.error(error instanceof UsageError ? error.message : (error.stack ?? error.message));
  process.exitCode = 1;
}
