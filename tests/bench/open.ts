import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { percentile } from "../../server/latent/percentile.ts";
import { ARTIFACTS } from "../helpers/artifacts.ts";
import { launchBrowser } from "../helpers/browser.ts";
import { makeRoom } from "../helpers/stage.ts";
import { startServer } from "../helpers/start-server.ts";
import { writeMade } from "./import/made-files.ts";
import { measureImport } from "./import/measure-import.ts";
import { LINKS, type Opened, openOnce } from "./open/open-once.ts";
import type { Bench } from "./options.ts";
import { printTable, round } from "./report.ts";

/** As many rows as an import takes. */
const MADE = { side: 64, dim: 32, rows: 100_000 } as const;
const MADE_ID = "made";
const MODELS = ["digits-3d", "avatars-32d", MADE_ID] as const;

/** A room's page, from its address to what can be seen, each time by a browser profile that has fetched nothing before. */
export const openBench: Bench = {
  about: "a room's page opening, 10,000 to 100,000 rows: first paint, first points, all; a frame",
  async run({ quick }) {
    const rounds = quick ? 1 : 5;
    const folder = mkdtempSync(join(tmpdir(), "latent-commons-open-"));
    const models = join(folder, "models");
    cpSync(ARTIFACTS, models, { recursive: true });
    mkdirSync(join(folder, "made"));
    const { decoder, latents } = await writeMade(join(folder, "made"), MADE);
    await measureImport([decoder, "--id", MADE_ID, "--latents", latents, "--out", models]);
    const server = await startServer({
      DATABASE_URL: `file:${join(folder, "bench.db")}`,
      ARTIFACTS: models,
    });
    const browser = await launchBrowser();
    try {
      const rooms = await Promise.all(
        MODELS.map(async (model) => ({ model, ...(await makeRoom(server.url, "Bench", model)) })),
      );
      const results: Record<string, unknown> = {};
      for (const link of LINKS) {
        const opened = new Map<string, Opened[]>(MODELS.map((model) => [model, []]));
        for (let turn = 0; turn < rounds; turn++)
          for (const { model, url } of rooms)
            opened.get(model)?.push(await openOnce(browser, url, link));
        print(link.name, opened);
        results[link.key] = Object.fromEntries(
          [...opened].map(([model, times]) => [model, medians(times)]),
        );
      }
      return { rounds, ...results };
    } finally {
      await browser.close();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

const FIELDS: Record<keyof Opened, string> = {
  paint: "first paint",
  first: "first points",
  all: "all points",
  frame: "frame",
  megabytes: "MB of arrays",
};

function print(link: string, opened: ReadonlyMap<string, Opened[]>): void {
  printTable(`open: ${link}, 1280 × 720, software WebGL, ms; median (least–most)`, [
    ["", ...Object.values(FIELDS)],
    ...[...opened].map(([model, times]) => [
      model,
      ...fields().map((field) => {
        const [least, middle, most] = [0, 0.5, 1].map((share) =>
          percentile(
            times.map((one) => one[field]),
            share,
          )?.toFixed(0),
        );
        return `${middle} (${least}–${most})`;
      }),
    ]),
  ]);
}

const fields = () => Object.keys(FIELDS) as (keyof Opened)[];

function medians(times: readonly Opened[]): Record<string, number> {
  return Object.fromEntries(
    fields().map((field) => {
      const middle = percentile(
        times.map((one) => one[field]),
        0.5,
      );
      return [field, round(middle ?? Number.NaN, 0)];
    }),
  );
}
