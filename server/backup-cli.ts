import { readConfig } from "./config.ts";
import { backup } from "./store/backup.ts";
import { runCli } from "./store/run-cli.ts";

await runCli("backup", async (file) => {
  const { rows, bytes } = await backup(readConfig(process.env).databaseUrl, file);
  return { file, rows, bytes };
});
