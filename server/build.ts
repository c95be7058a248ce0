import { spawnSync } from "node:child_process";
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

/**
 * Builds the pages when there is no build, or when a source is newer than it, so that `npm start` is always enough.
 * @throws Error when the build fails; its own output says why
 */
export function ensureBuild(say: (line: string) => void): void {
  const built = newest([".next/BUILD_ID"]);
  if (built > 0 && newest(SOURCES) <= built) return;
  say(
    built > 0
      ? "The pages changed: building them again…"
      : "First start: building the pages, about half a minute…",
  );
  const cli = createRequire(import.meta.url).resolve("next/dist/bin/next");
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "build"], {
    env,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`The pages could not be built.\n${stdout}\n${stderr}`);
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
