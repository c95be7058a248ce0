import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** What the built pages are made from. */
const SOURCES = [
  "app",
  "server/protocol",
  "server/latent",
  "next.config.js",
  "package.json",
  "tsconfig.json",
];

/** True when there is no build, or when a source is newer than it. */
export function needsBuild(): boolean {
  const built = newest([".next/BUILD_ID"]);
  return built === 0 || newest(SOURCES) > built;
}

/**
 * Builds the pages, so that `npm start` is always enough.
 * @throws Error when the build fails; its own output says why
 */
export async function build(): Promise<void> {
  const cli = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  const child = spawn(process.execPath, [cli, "build"], { env });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk;
    });
  }
  const [status] = await once(child, "exit");
  if (status !== 0) throw new Error(`The pages could not be built.\n${output}`);
}

/** Latest modification below the paths, in milliseconds; 0 where there is nothing. */
function newest(paths: string[]): number {
  let latest = 0;
  for (const path of paths) {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) continue;
    const below = stat.isDirectory()
      ? newest(readdirSync(path).map((name) => join(path, name)))
      : stat.mtimeMs;
    latest = Math.max(latest, below);
  }
  return latest;
}
