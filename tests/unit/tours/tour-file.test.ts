// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { readTourFile, tourToFile } from "../../../app/_explorer/tours/tour-file.ts";
import { TOUR_FILE_MAX_BYTES } from "../../../server/protocol/limits.ts";
import type { Tour } from "../../../server/protocol/tour.ts";
import { stopOf, tourOf } from "../../contract/store-fixtures.ts";
import { makeCard } from "../../helpers/make-card.ts";

const card = makeCard({ id: "digits-3d" });
const path = {
  interpolation: "slerp" as const,
  seconds: 4,
  stops: [
    [0.5, -0.25, 1],
    [1, 0, 0],
  ],
};
const tour: Tour = {
  ...tourOf("touraaaa", { name: "Три “места”", weightsHash: card.weightsHash }),
  stops: [stopOf("stopaaaa"), stopOf("stopbbbb", { path, note: "# ψ\n\n*see*" })],
  createdAt: "2026-11-27T00:00:00.000Z",
  revision: 3,
};
const fileOf = (content: unknown) =>
  new File([typeof content === "string" ? content : JSON.stringify(content)], "a.tour.json");
const exported = async () => JSON.parse(await tourToFile(tour).text());

describe("a tour as a file", () => {
  it("[TR12] comes back as it was, with its model, weights, title and stops, under a name of its own", async () => {
    const file = tourToFile(tour);
    expect(file.name).toBe("Три места.tour.json");
    const { tour: read, otherWeights } = await readTourFile(file, card);
    expect(otherWeights).toBe(false);
    expect(read).toEqual({
      format: "latent-commons-tour",
      version: 1,
      modelId: tour.modelId,
      weightsHash: tour.weightsHash,
      name: tour.name,
      stops: tour.stops.map(({ image, ...stop }) => stop),
    });
    // Pictures are drawn anew where it is imported.
    expect(JSON.stringify(read)).not.toContain('image"');
  });

  it("[TR12] of other weights of the same model is read, and says so", async () => {
    const other = { ...(await exported()), weightsHash: "f".repeat(64) };
    expect((await readTourFile(fileOf(other), card)).otherWeights).toBe(true);
  });

  const wrong: [string, (good: Record<string, unknown>) => unknown, RegExp][] = [
    ["no JSON", () => "{", /not a tour of Latent Commons/],
    ["some other JSON", () => [1, 2], /not a tour of Latent Commons/],
    ["null", () => null, /not a tour of Latent Commons/],
    ["a later format", (good) => ({ ...good, version: 2 }), /newer Latent Commons \(format 2\)/],
    ["another model", (good) => ({ ...good, modelId: "faces" }), /“faces”; this room explores/],
    ["no weights", (good) => ({ ...good, weightsHash: "" }), /cannot be read: weightsHash/],
    ["no stops", (good) => ({ ...good, stops: null }), /cannot be read: stops/],
    [
      "a stop without a view",
      (good) => ({ ...good, stops: [{ ...stopOf("stopaaaa"), view: 1 }] }),
      /stops\.0\.view/,
    ],
    [
      "an endless note",
      (good) => ({ ...good, stops: [stopOf("stopaaaa", { note: "x".repeat(4001) })] }),
      /4000 characters/,
    ],
    [
      "a place of other dimensions",
      (good) => ({ ...good, stops: [stopOf("stopaaaa", { z: [1] })] }),
      /3 dimensions/,
    ],
    [
      "a place that is no number",
      (good) => ({ ...good, stops: [{ ...stopOf("stopaaaa"), z: [null, 0, 0] }] }),
      /stops\.0\.z\.0/,
    ],
    [
      "too many stops",
      (good) => ({
        ...good,
        stops: Array.from({ length: 41 }, (_, i) => stopOf(`stop${1000 + i}`)),
      }),
      /at most 40 stops/,
    ],
  ];
  it.each(wrong)("[TR13] with %s is refused with its cause", async (_, make, cause) => {
    await expect(readTourFile(fileOf(make(await exported())), card)).rejects.toThrow(cause);
  });

  it("[TR13] that is too large is refused before it is read", async () => {
    const file = fileOf("");
    Object.defineProperty(file, "size", { value: TOUR_FILE_MAX_BYTES + 1 });
    Object.defineProperty(file, "text", { value: () => Promise.reject(new Error("was read")) });
    await expect(readTourFile(file, card)).rejects.toThrow(/larger than 4 MB/);
  });
});
