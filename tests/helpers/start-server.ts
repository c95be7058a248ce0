import { spawn } from "node:child_process";
import { createServer } from "node:net";

export interface ServerProcess {
  url: string;
  /** Everything printed so far. */
  output: () => string;
  /** SIGTERM, and waits for the end; gives the exit code. */
  stop: () => Promise<number | null>;
}

/**
 * `npm start` as a person types it, on a free port.
 * @throws Error with what it printed when it ends or is not ready within three minutes (the first start builds)
 */
export async function startServer(env: Record<string, string> = {}): Promise<ServerProcess> {
  const port = env.PORT ?? String(await freePort());
  const child = spawn("npm", ["start"], {
    env: { ...process.env, PORT: port, ...env },
    detached: true,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      output += chunk;
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const stop = () => {
    // The whole group: npm passes signals on, but not every version waits for its child.
    if (child.exitCode === null && child.pid) process.kill(-child.pid, "SIGTERM");
    return ended;
  };
  const deadline = Date.now() + 180_000;
  while (!output.includes("is ready")) {
    if (child.exitCode !== null)
      throw new Error(`npm start ended with ${child.exitCode}:\n${output}`);
    if (Date.now() > deadline) {
      await stop();
      throw new Error(`npm start is not ready after three minutes:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { url: `http://localhost:${port}`, output: () => output, stop };
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
