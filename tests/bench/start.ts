import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accepted, connectClient, until } from "../helpers/client.ts";
import { startServer } from "../helpers/start-server.ts";
import type { Bench } from "./options.ts";
import { printTable, round } from "./report.ts";

/** From `npm start` (installed and built) to an open port, and to the first decoded image at a client. */
export const startBench: Bench = {
  about: "milliseconds from `npm start` to listening and to the first decoded image",
  async run({ model }) {
    const folder = mkdtempSync(join(tmpdir(), "latent-commons-"));
    const begin = performance.now();
    const server = await startServer({ DATABASE_URL: `file:${join(folder, "bench.db")}` });
    try {
      const listenMs = performance.now() - begin;
      const response = await fetch(`${server.url}/api/rooms`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ name: "Bench", modelId: model }),
      });
      const { id } = (await response.json()) as { id: string };
      const client = await connectClient(server.url);
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
      await server.stop();
    }
  },
};
