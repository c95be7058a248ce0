import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { launchBrowser } from "./browser.ts";
import { type ServerProcess, startServer } from "./start-server.ts";

/** What the end-to-end tests of a file are played on. */
export interface Stage {
  /** The server's address, without a slash at its end. */
  readonly url: string;
  readonly browser: Browser;
  readonly server: ServerProcess;
  /** After `server.stop()`: the same address and the same database. */
  restart: () => Promise<void>;
}

/**
 * `npm start` with a database of its own, and Chromium, for all tests of the file that calls this at its top level; a hook of
 * the file itself that needs either comes after the call.
 */
export function openStage(env: Record<string, string> = {}): Stage {
  let folder = "";
  let server: ServerProcess;
  let browser: Browser;
  const start = async (more: Record<string, string> = {}) => {
    server = await startServer({ DATABASE_URL: `file:${join(folder, "e2e.db")}`, ...env, ...more });
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "latent-commons-"));
    await start();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    get url() {
      return server.url;
    },
    get browser() {
      return browser;
    },
    get server() {
      return server;
    },
    restart: () => start({ PORT: new URL(server.url).port }),
  };
}

/** A room, and the address that makes who opens it its host. */
export interface MadeRoom {
  id: string;
  url: string;
  hostUrl: string;
}

/** As the lobby makes one. */
export async function makeRoom(
  url: string,
  name: string,
  modelId = "digits-3d",
): Promise<MadeRoom> {
  const response = await fetch(`${url}/api/rooms`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name, modelId }),
  });
  const { id, hostKey } = (await response.json()) as { id: string; hostKey: string };
  return { id, url: `${url}/room/${id}`, hostUrl: `${url}/room/${id}#key=${hostKey}` };
}
