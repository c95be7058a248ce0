import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { openStore } from "../../server/store/open-store.ts";
import { openPrismaStore } from "../../server/store/prisma-store.ts";
import { createMemoryStore } from "../helpers/memory-store.ts";
import { storeBoundsSuite } from "./store-bounds-suite.ts";
import { type OpenEmpty, storeSuite } from "./store-suite.ts";
import { storeToursSuite } from "./store-tours-suite.ts";
import { storeUndoSuite } from "./store-undo-suite.ts";

const folder = mkdtempSync(join(tmpdir(), "store-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let opened = 0;
const nextUrl = () => {
  opened += 1;
  return `file:${join(folder, `${opened}.db`)}`;
};
const quiet = () => {};

const memory: OpenEmpty = async (now) => createMemoryStore({ now });
const prisma: OpenEmpty = (now) => openPrismaStore({ url: nextUrl(), now, warn: quiet });
const thread: OpenEmpty = (now) => openStore({ url: nextUrl(), now, warn: quiet });

for (const [name, openEmpty] of Object.entries({ memory, prisma })) {
  storeSuite(name, openEmpty);
  storeBoundsSuite(name, openEmpty);
  storeUndoSuite(name, openEmpty);
  storeToursSuite(name, openEmpty);
}
// The same code behind messages: what these might lose shows here.
storeSuite("thread", thread);
storeToursSuite("thread", thread);
