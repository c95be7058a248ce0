import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accepted, connectClient, until } from "../helpers/client.ts";
import type { Bench } from "./options.ts";
import { printTable, round } from "./report.ts";

/** From `npm start` (installed and built) to an open port, and to the first decoded image at a client. */
export const startBench: Bench = {
  about: "milliseconds from `npm start` to listening and to the first decoded image",
  async run({ model }) {
    const port = await freePort();
    const begin = performance.now();
    const database = join(mkdtempSync(join(tmpdir(), "latent-commons-")), "bench.db");
    const server = spawn("npm", ["start"], {
      env: { ...process.env, PORT: String(port), DATABASE_URL: `file:${database}` },
      detached: true,
    });
    let output = "";
    server.stdout.on("data", (chunk) => {
      output += chunk;
    });
    server.stderr.on("data", (chunk) => {
      output += chunk;
    });
    try {
      await until("the server", () => output.includes("is ready"), 180_000).catch(() => {
        throw new Error(`npm start did not come up:\n${output}`);
      });
      const listenMs = performance.now() - begin;
      const url = `http://127.0.0.1:${port}`;
      const response = await fetch(`${url}/api/rooms`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ name: "Bench", modelId: model }),
      });
      const { id } = (await response.json()) as { id: string };
      const client = await connectClient(url);
      const { card } = accepted(await client.join(id));
      client.move(1, new Float32Array(card.latentDim));
      await until("the first image", () => client.frames.length > 0);
      const firstImageMs = performance.now() - begin;
      client.close();
      printTable("start", [
        ["", "ms"],
        ["npm start → listening", listenMs],
        ["npm start → first decoded image", firstImageMs],
      ]);
      return { listen_ms: round(listenMs, 0), first_image_ms: round(firstImageMs, 0) };
    } finally {
      if (server.pid) process.kill(-server.pid, "SIGTERM");
    }
  },
};

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
