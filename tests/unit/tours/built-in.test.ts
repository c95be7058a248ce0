import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { readCatalog } from "../../../server/engine/catalog.ts";
import { tourFits } from "../../../server/protocol/tour.ts";
import { tourDraftSchema } from "../../../server/protocol/tour-schema.ts";
import { readBuiltInTours, TOURS } from "../../../server/tours/built-in.ts";
import { readWords } from "../../../server/tours/words.ts";
import { ARTIFACTS } from "../../helpers/artifacts.ts";

const catalog = readCatalog(ARTIFACTS);
const card = catalog.get("digits-3d")?.card;
if (!card) throw new Error("digits-3d is missing");
const folder = mkdtempSync(join(tmpdir(), "tours-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(root: string) {
  const warned: object[] = [];
  const log = { info() {}, warn: (fields: object) => void warned.push(fields), error() {} };
  return { tours: readBuiltInTours(root, catalog, log), warned };
}

it("[TR9] the tour that comes with digits-3d has 8 to 12 stops, the same in both languages, within a tour's bounds", () => {
  const { tours, warned } = read(TOURS);
  expect(warned).toEqual([]);
  const [tour] = tours.of(card);
  expect(tour?.en.name).toBe("What is a latent space?");
  for (const { id, name, stops } of [tour?.en, tour?.ru].flatMap((t) => t ?? [])) {
    expect(stops.length).toBeGreaterThanOrEqual(8);
    expect(stops.length).toBeLessThanOrEqual(12);
    expect(tourDraftSchema.safeParse({ id, revision: 1, name, stops }).error).toBeUndefined();
    expect(stops.map(({ note }) => note).join()).not.toMatch(/\{\{|undefined|NaN/);
  }
  const places = (stops = tour?.en.stops) =>
    stops?.map(({ id, z, path, view, image }) => ({ id, z, path, view, image }));
  expect(places(tour?.ru.stops)).toEqual(places());
  expect(tour?.ru.stops.every(({ title, note }) => /[а-я]/i.test(title + note))).toBe(true);
  expect(tour && tourFits(card, tour.en)).toBe(true);
  const [first] = tour?.en.stops ?? [];
  expect(tours.pictured(first?.image ?? "")?.z).toEqual(Float32Array.from(first?.z ?? []));
});

it("[TR9] its figures are those of the card", () => {
  const file = join(TOURS, "what-is-a-latent-space", "digits-3d.json");
  const { figures } = JSON.parse(readFileSync(file, "utf8"));
  const { metrics, baselines } = card;
  expect(figures.knn).toBe(Math.round(100 * (metrics.knn10 ?? 0)));
  expect(figures.knnPca).toBe(Math.round(100 * (baselines["pca.knn10"] ?? 0)));
  expect(figures.elbo).toBeCloseTo(metrics.negativeElbo ?? 0, 1);
  expect(figures.kl).toBeCloseTo(metrics.klNats ?? 0, 1);
  // The words name the other model's figure outright.
  expect(catalog.get("digits-16d")?.card.metrics.negativeElbo).toBeCloseTo(99.9, 1);
});

it("[TR10] a tour made for other weights, or broken, is left out and warned of", () => {
  cpSync(TOURS, folder, { recursive: true });
  const file = join(folder, "what-is-a-latent-space", "digits-3d.json");
  const whole = readFileSync(file, "utf8");
  for (const broken of [
    whole.replace(card.weightsHash, "0".repeat(64)),
    whole.slice(0, 900),
    "{}",
  ]) {
    writeFileSync(file, broken);
    const { tours, warned } = read(folder);
    expect(tours.of(card)).toEqual([]);
    expect(warned).toHaveLength(1);
  }
});

it("[TR10] words that lack a stop, ask for an unknown figure or are too long are an error that names it", () => {
  const words = (text: string) => () => readWords(text, "ru", { share: 12.5 });
  expect(words("# T\n\n## A {#stopaaaa}\n\nnote {{share}} %\n")().stops.get("stopaaaa")).toEqual({
    title: "A",
    note: "note 12,5 %",
  });
  expect(words("# T\n\n## A {#stopaaaa}\n\n{{other}}")).toThrow(/figure other/);
  expect(words("no name")).toThrow(/no name/);
  expect(words(`# T\n\n## ${"x".repeat(61)} {#stopaaaa}\n`)).toThrow(/too long/);
});
