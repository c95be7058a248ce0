import { readConfig } from "./config.ts";
import { restore } from "./store/restore.ts";
import { runCli } from "./store/run-cli.ts";

await runCli("restore", async (file) => {
  const { rows, before } = await restore(readConfig(process.env).databaseUrl, file, new Date());
  if (before) console.error(`What was there before lies in ${before}.`);
  console.error("Rooms that are open at this moment show what they held until all have left them.");
  return { file, rows, before };
});
