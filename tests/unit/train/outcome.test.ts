import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readFaces } from "../../../server/train/data/avatars/files.ts";
import { loadFashion } from "../../../server/train/data/fashion/load-fashion.ts";
import { outcomeOf } from "../../../server/train/figures/outcome.ts";

it("[T53] data that are not on this machine are skipped aloud, and fail only where that is asked for", async () => {
  const empty = mkdtempSync(join(tmpdir(), "none-"));
  for (const loading of [loadFashion(null), readFaces(empty)]) {
    const cause: unknown = await loading.then(
      () => null,
      (reason) => reason,
    );
    const message = (cause as Error).message;
    expect(message).toMatch(/on this machine: `npm run dataset/);
    expect(outcomeOf(cause, { strict: false })).toEqual({ ok: true, skipped: message, faults: [] });
    expect(outcomeOf(cause, { strict: true })).toEqual({ ok: false, faults: [message] });
  }
  const broken = new Error("card.json is not JSON");
  expect(outcomeOf(broken, { strict: false })).toEqual({ ok: false, faults: [broken.message] });
  rmSync(empty, { recursive: true });
});
