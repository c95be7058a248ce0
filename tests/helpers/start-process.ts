import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface ServerRun {
  url: string;
  /** Everything printed so far. */
  output: () => string;
  signal: (name: NodeJS.Signals) => void;
  /** The exit code, null when a signal ended it. */
  ended: Promise<number | null>;
}

/**
 * The server's own process, without npm between, so that its exit code is seen.
 * @throws Error with what it printed when it ends or is not ready within three minutes
 */
export async function startProcess(
  env: Record<string, string> = {},
  nodeArgs: readonly string[] = [],
): Promise<ServerRun> {
  const args = ["--import", "tsx", ...nodeArgs, "server/index.ts"];
  const database = `file:${join(mkdtempSync(join(tmpdir(), "lc-")), "a.db")}`;
  const child = spawn(process.execPath, args, {
    env: { ...process.env, PORT: "0", HOST: "127.0.0.1", DATABASE_URL: database, ...env },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk;
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const deadline = Date.now() + 180_000;
  for (;;) {
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0];
    if (url) return { url, output: () => output, signal: (name) => void child.kill(name), ended };
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill("SIGKILL");
      throw new Error(`the server did not get ready (${child.exitCode}):\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
