import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { listPictures } from "../../../../server/import/pictures/list-pictures.ts";
import { matchPictures } from "../../../../server/import/rows/match-pictures.ts";
import { keepingReport, ownFolder } from "../rows/given-files.ts";

const pictures = (names: string[]) => names.map((name) => ({ name, path: `/data/${name}` }));

function match(names: string[], rows: number, column?: { name: string; values: string[] }) {
  const report = keepingReport();
  const columns = column ? [column, { name: "hair", values: ["a", "b"] }] : [];
  const { files, labels } = matchPictures(pictures(names), {
    folder: "faces",
    columns,
    rows,
    report,
  });
  return { files: files.map((file) => file.slice("/data/".length)), labels, lines: report.lines };
}

it("[RW30] by name, or by the number in names that count up", () => {
  expect(match(["b.png", "a.png"], 2).files).toEqual(["a.png", "b.png"]);
  expect(match(["002.png", "001.png", "010.png"], 3).lines).toEqual([
    "Pictures: sorted by name, one a row.",
  ]);
  const counted = match(
    ["1.png", "10.png", "2.png", ...[3, 4, 5, 6, 7, 8, 9].map((n) => `${n}.png`)],
    10,
  );
  expect(counted.files.at(-1)).toBe("10.png");
  expect(counted.lines).toEqual(["Pictures: by the number in their names, one a row."]);
});

it("[RW30] two possible orders, and another number, are asked about", () => {
  expect(() => match(["img7.png", "img10.png"], 2)).toThrow(
    "The pictures in faces have two orders: by characters “img10.png” is number 1, by numbers “img7.png”; name each row's picture in a column “file” of --labels.",
  );
  expect(() => match(["a.png"], 1_000)).toThrow(
    "faces has 1 pictures, the latents have 1,000 rows",
  );
});

it("[RW30] by a column of the labels, which is none of them; names never become paths", () => {
  const names = ["train/a.png", "train/b.jpg"];
  const column = { name: "File", values: ["./train/b.jpg", "a"] };
  const { files, labels, lines } = match(names, 2, column);
  expect(files).toEqual(["train/b.jpg", "train/a.png"]);
  expect(labels.map(({ name }) => name)).toEqual(["hair"]);
  expect(lines).toEqual(["Pictures: by the column “File” of the labels."]);
  const outside = { name: "file", values: ["../../etc/passwd", "a.png"] };
  expect(() => match(names, 2, outside)).toThrow(
    "Row 1 of the labels names the picture “../../etc/passwd”, which is not in faces.",
  );
});

it("[RW30] a folder's pictures are those below it; without one, that is said", async () => {
  const folder = await ownFolder();
  await mkdir(join(folder, "sub"));
  await mkdir(join(folder, ".cache"));
  for (const name of ["a.PNG", "sub/b.jpeg", ".cache/c.png", "._a.png", "notes.txt"])
    await writeFile(join(folder, name), "");
  expect((await listPictures(folder)).map(({ name }) => name).sort()).toEqual([
    "a.PNG",
    "sub/b.jpeg",
  ]);
  await expect(listPictures(await ownFolder())).rejects.toThrow(
    /cannot be read: it holds no picture \(JPEG/,
  );
  await expect(listPictures(join(folder, "none"))).rejects.toThrow(
    "none cannot be read: it is absent.",
  );
  await expect(listPictures(join(folder, "notes.txt"))).rejects.toThrow("it is no folder");
});
