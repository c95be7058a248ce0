import { expect, it } from "vitest";
import type { CellReader } from "../../../app/_explorer/data-images/cells.ts";
import { openDataImages } from "../../../app/_explorer/data-images/data-images.ts";

/** A picture whose red is the column and whose green is the line of each pixel. */
function picture(closed: () => void = () => {}): CellReader {
  return {
    read({ left, top, width, height }) {
      const rgba = new Uint8ClampedArray(width * height * 4);
      for (let i = 0; i < width * height; i++)
        rgba.set([left + (i % width), top + Math.floor(i / width), 7, 255], 4 * i);
      return rgba;
    },
    close: closed,
  };
}

const dataset = (hash: string, channels: 1 | 3 = 1) => ({
  id: "data",
  hash,
  imageShape: [2, 3, channels] as [number, number, 1 | 3],
  atlas: { columns: 10, cell: 3 },
});

it("[WB1] a row is the cell of its place, without alpha", async () => {
  const grey = await openDataImages(dataset("grey"), async () => picture());
  expect([...grey.row(12)]).toEqual([6, 7, 8, 6, 7, 8]);
  const colour = await openDataImages(dataset("colour", 3), async () => picture());
  expect([...colour.row(12)].slice(0, 12)).toEqual([6, 2, 7, 7, 2, 7, 8, 2, 7, 6, 3, 7]);
});

it("[WB1] a picture is fetched once for all who ask, two are kept, one that failed is fetched again", async () => {
  const asked: string[] = [];
  const closed: string[] = [];
  const open = async (hash: string) =>
    openDataImages(dataset(hash), async () => {
      asked.push(hash);
      return picture(() => closed.push(hash));
    });
  await Promise.all([open("a"), open("a"), open("b")]);
  await open("a");
  await open("c");
  expect(asked).toEqual(["a", "b", "c"]);
  expect(closed).toEqual(["b"]);
  await open("b");
  expect(asked).toEqual(["a", "b", "c", "b"]);
  const failing = () =>
    openDataImages(dataset("d"), () => {
      asked.push("d");
      return Promise.reject(new Error("gone"));
    });
  await expect(failing()).rejects.toThrow("gone");
  await expect(failing()).rejects.toThrow("gone");
  expect(asked.filter((hash) => hash === "d")).toHaveLength(2);
});
