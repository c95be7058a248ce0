import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { createMemoryStore } from "../../server/store/memory-store.ts";
import { openStore } from "../../server/store/prisma-store.ts";
import { storeBoundsSuite } from "./store-bounds-suite.ts";
import { type OpenEmpty, storeSuite } from "./store-suite.ts";
import { storeUndoSuite } from "./store-undo-suite.ts";

const folder = mkdtempSync(join(tmpdir(), "store-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let opened = 0;
const stores: Record<string, OpenEmpty> = {
  memory: async (now) => createMemoryStore({ now }),
  prisma: (now) => {
    opened += 1;
    return openStore({ url: `file:${join(folder, `${opened}.db`)}`, now });
  },
};

for (const [name, openEmpty] of Object.entries(stores)) {
  storeSuite(name, openEmpty);
  storeBoundsSuite(name, openEmpty);
  storeUndoSuite(name, openEmpty);
}
