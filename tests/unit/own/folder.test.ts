import { symlink } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { expect, it } from "vitest";
import { collect } from "../../../server/train/own/read/collect.ts";
import { openSource } from "../../../server/train/own/read/open-source.ts";
import { UsageError } from "../../../server/train/usage-error.ts";
import { colorAt, folderOf, halves, plain, png, readOne } from "./pictures.ts";

const RED = [255, 0, 0];
const BLUE = [0, 0, 255];
const rowsOf = (count: number) => Uint32Array.from({ length: count }, (_, row) => row);

it("[OW4] folders are classes, in the order of their names, numbers by value", async () => {
  const picture = await png("red");
  const folder = await folderOf({
    "10/a.png": picture,
    "9/deep/er/b.png": picture,
    "9/c.png": picture,
    "кошки/d.png": picture,
  });
  const source = await openSource(folder);
  expect(source.classNames).toEqual(["9", "10", "кошки"]);
  const labels = Object.fromEntries(
    Array.from(rowsOf(4), (row) => [
      source.nameOf(row),
      source.classNames[source.labels[row] ?? -1],
    ]),
  );
  expect(labels).toEqual({
    [join("10", "a.png")]: "10",
    [join("9", "c.png")]: "9",
    [join("9", "deep", "er", "b.png")]: "9",
    [join("кошки", "d.png")]: "кошки",
  });
});

it("[OW4] without folders there is one class; what lies beside folders is another", async () => {
  const picture = await png("red");
  const flat = await openSource(await folderOf({ "a.png": picture, "b.png": picture }));
  expect(flat.classNames).toEqual(["images"]);
  const mixed = await openSource(await folderOf({ "a.png": picture, "cats/b.png": picture }));
  expect(mixed.classNames).toEqual(["other", "cats"]);
});

it("[OW4] parts of a data set that comes divided are no classes", async () => {
  const picture = await png("red");
  const source = await openSource(
    await folderOf({ "train/cats/a.png": picture, "test/dogs/b.png": picture }),
  );
  expect(source.classNames).toEqual(["cats", "dogs"]);
  expect(source.said.join()).toMatch(/put together/);
});

it("[OW4] beyond 64 classes the largest keep their names", async () => {
  const picture = await png("red");
  const files = Array.from({ length: 70 }, (_, i) => [`c${i}/a.png`, picture] as const);
  const source = await openSource(
    await folderOf({ ...Object.fromEntries(files), "c69/b.png": picture }),
  );
  expect(source.classNames).toHaveLength(64);
  expect(source.classNames).toContain("c69");
  expect(source.classNames.at(-1)).toBe("other");
  expect(source.labels.filter((label) => label === 63)).toHaveLength(7);
  expect(source.said.join()).toMatch(/70 classes/);
});

it("[OW5] a picture of any format and size is made square, three channels", async () => {
  const base = plain("red", 90, 30);
  const folder = await folderOf({
    "a.png": await base.png().toBuffer(),
    "b.jpg": await base.jpeg().toBuffer(),
    "c.webp": await base.webp().toBuffer(),
    "d.gif": await base.gif().toBuffer(),
    "e.tiff": await base.tiff().toBuffer(),
    "f.avif": await base.avif().toBuffer(),
    "g.svg":
      '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><rect width="90" height="30" fill="red"/></svg>',
    "h-grey16.png": await plain("white", 20, 20).toColourspace("grey16").png().toBuffer(),
    "i-cmyk.jpg": await base.toColourspace("cmyk").jpeg().toBuffer(),
    "without-ending": await base.png().toBuffer(),
  });
  const source = await openSource(folder);
  for (let row = 0; row < source.count; row++) {
    const { pixels } = await source.read(row, { size: 16, fit: "crop" });
    expect(pixels).toHaveLength(16 * 16 * 3);
    const [red = 0, green = 0] = colorAt(pixels, 8, 8);
    expect(red, source.nameOf(row)).toBeGreaterThan(225);
    if (!source.nameOf(row).includes("grey")) expect(green).toBeLessThan(70);
  }
});

it("[OW5] the middle is cut out, or all is kept with its border's colour around", async () => {
  const wide = await sharp({ create: { width: 90, height: 30, channels: 3, background: "red" } })
    .composite([{ input: await png("blue", 30, 30), left: 30, top: 0 }])
    .png()
    .toBuffer();
  const folder = await folderOf({ "a.png": wide });
  const cut = await readOne(folder, 0, { fit: "crop" });
  expect(cut).toMatchObject({ width: 90, height: 30 });
  expect([colorAt(cut.pixels, 1, 8), colorAt(cut.pixels, 14, 8)]).toEqual([BLUE, BLUE]);
  const whole = await readOne(folder, 0, { fit: "contain", size: 48 });
  expect(colorAt(whole.pixels, 2, 24)).toEqual(RED);
  expect(colorAt(whole.pixels, 24, 24)).toEqual(BLUE);
  const [red = 0, , blue = 0] = colorAt(whole.pixels, 24, 2);
  expect(red).toBeGreaterThan(blue);
});

it("[OW5] pictures stand upright as the camera says, and what is transparent is white", async () => {
  const turned = await (await halves("red", "blue", 40, 20))
    .jpeg({ quality: 100 })
    .withMetadata({ orientation: 6 })
    .toBuffer();
  const clear = await sharp({
    create: { width: 20, height: 20, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  })
    .png()
    .toBuffer();
  const folder = await folderOf({ "a-turned.jpg": turned, "b-clear.png": clear });
  const upright = await readOne(folder, 0, { fit: "contain", size: 20 });
  expect(upright).toMatchObject({ width: 20, height: 40 });
  expect(colorAt(upright.pixels, 10, 2)[0]).toBeGreaterThan(240);
  expect(colorAt(upright.pixels, 10, 17)[2]).toBeGreaterThan(240);
  expect(colorAt((await readOne(folder, 1)).pixels, 8, 8)).toEqual([255, 255, 255]);
});

it("[OW6] what is no picture, broken or too large is named, and the others go on", async () => {
  const photograph = await sharp({
    create: {
      width: 300,
      height: 300,
      channels: 3,
      background: "red",
      noise: { type: "gaussian", mean: 128, sigma: 40 },
    },
  })
    .jpeg()
    .toBuffer();
  const folder = await folderOf({
    "a.png": await png("red"),
    "cut.jpg": photograph.subarray(0, photograph.length / 2),
    "empty.png": "",
    "from-a-telephone.heic": "\0\0\0\u0018ftypheic\0\0\0\0",
    "huge.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="30000" height="30000"/>',
    "notes.txt": "not a picture",
    ".hidden.png": "hidden",
    "z.png": await png("blue"),
  });
  const source = await openSource(folder);
  expect(source.count).toBe(7);
  let told = 0;
  const { count, skipped, pixels, sizes } = await collect(source, {
    rows: rowsOf(source.count),
    target: { size: 16, fit: "crop" },
    onProgress: (done) => {
      told = done;
    },
    signal: new AbortController().signal,
  });
  expect(told).toBe(7);
  expect(skipped.map(({ name, reason }) => `${name} ${reason}`)).toEqual([
    "cut.jpg is damaged",
    "empty.png is empty",
    "from-a-telephone.heic is a HEIC photograph: save it as JPEG",
    "huge.svg has more than 100 megapixels",
    "notes.txt is no image that can be read here",
  ]);
  expect([count, pixels.length, sizes]).toEqual([2, 2 * 16 * 16 * 3, [["40 × 40", 2]]]);
  expect(colorAt(pixels.subarray(0, 768), 0, 0)).toEqual(RED);
  expect(colorAt(pixels.subarray(768), 0, 0)).toEqual(BLUE);
});

it("[OW6] links are followed inside the folder, not out of it", async () => {
  const outside = await folderOf({ "secret.png": await png("red") });
  const folder = await folderOf({ "all/a.png": await png("blue"), "cats/b.png": await png("red") });
  await symlink(join(outside, "secret.png"), join(folder, "cats", "out.png"));
  await symlink(outside, join(folder, "cats", "out"));
  await symlink("nowhere", join(folder, "cats", "broken.png"));
  await symlink(join("..", "all", "a.png"), join(folder, "cats", "in.png"));
  const source = await openSource(folder);
  const names = Array.from({ length: source.count }, (_, row) => source.nameOf(row));
  expect(names).toEqual([join("all", "a.png"), join("cats", "b.png"), join("cats", "in.png")]);
  expect(source.said.join()).toMatch(/3 links/);
});

it("[OW7] nothing there, an empty folder, an empty class, a single picture are one sentence each", async () => {
  const picture = await png("red");
  const lone = join(await folderOf({ "a.png": picture }), "a.png");
  const cases: [string, RegExp][] = [
    ["/nowhere/at/all", /nothing at \/nowhere/],
    [await folderOf({}), /holds no file/],
    [await folderOf({ "cats/a.png": picture, "dogs/.keep": "" }), /folder "dogs" holds no picture/],
    [lone, /the folder that they lie in/],
  ];
  for (const [path, message] of cases) {
    await expect(openSource(path)).rejects.toThrow(UsageError);
    await expect(openSource(path)).rejects.toThrow(message);
  }
});
