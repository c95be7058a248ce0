// Writes the typed client into server/store/generated; runs after every install. Given a schema's path,
// it takes that one, whose client then lies as far from it as ours does from ours.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const manifest = fileURLToPath(import.meta.resolve("prisma/package.json"));
const cli = join(dirname(manifest), "build", "index.js");

const [schema = join(here, "sqlite", "schema.prisma")] = process.argv.slice(2);

const { status, stdout, stderr, error } = spawnSync(
  process.execPath,
  [cli, "generate", "--schema", schema, "--no-hints"],
  {
    cwd: dirname(here),
    encoding: "utf8",
    env: {
      ...process.env,
      // Prisma downloads its schema engine unless told where one is. Generating never runs it,
      // so any existing file will do, and installing works without a network.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: "1",
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
    },
  },
);

if (status !== 0) {
  process.stderr.write(`${stdout ?? ""}${stderr ?? ""}${error ? `${error.message}\n` : ""}`);
  process.stderr.write("Generating the Prisma client failed; see above.\n");
  process.exitCode = 1;
}
