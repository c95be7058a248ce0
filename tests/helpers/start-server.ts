import { spawn } from "node:child_process";
import { createServer } from "node:net";

export interface ServerProcess {
  url: string;
  /** Everything printed so far. */
  output: () => string;
  /** SIGTERM, and waits until all of it has ended. */
  stop: () => Promise<void>;
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
  const stop = async () => {
    // The whole group: npm may end before the server that it started.
    while (child.pid && signal(child.pid, "SIGTERM"))
      await new Promise((resolve) => setTimeout(resolve, 200));
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

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

/** False when nobody of the group is left. */
function signal(group: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(-group, name);
  } catch {
    return false;
  }
}
