import { zipSync } from "fflate";
import { expect, it } from "vitest";
import { readLabelColumns } from "../../../../server/import/rows/labels/label-columns.ts";
import { describeLabels } from "../../../../server/import/rows/labels/labels.ts";
import { givenFile, keepingReport } from "./given-files.ts";
import { floatFile, npyFile } from "./npy-file.ts";

const read = async (name: string, content: Uint8Array | string, rows: number) =>
  await readLabelColumns(await givenFile(name, content), rows);

const describe = (columns: Record<string, string[]>) => {
  const report = keepingReport();
  const given = Object.entries(columns).map(([name, values]) => ({ name, values }));
  const rows = given[0]?.values.length ?? 0;
  return { ...describeLabels(given, rows, report), lines: report.lines };
};

const words = Buffer.concat(
  ["кот", "猫", "dog"].map((word) => {
    const text = Buffer.alloc(12);
    for (const [i, letter] of [...word].entries())
      text.writeUInt32LE(letter.codePointAt(0) ?? 0, i * 4);
    return text;
  }),
);

it.each([
  ["a.txt", "кот\n猫\ndog\n", null],
  ["a.txt", "animal\r\nкот\r\n猫\r\ndog", "animal"],
  ["a.csv", "кот\n猫\ndog", null],
  ["a.csv", "animal\nкот\n猫\ndog\n\n\n", "animal"],
  ["a.csv", Buffer.from("\ufeffanimal\r\nкот\r\n猫\r\ndog\r\n", "utf16le"), "animal"],
  ["a.csv", '\ufeff"animal"\n"кот"\n"猫"\n"dog"', "animal"],
  ["a.json", '["кот", "猫", "dog"]', null],
  ["a.json", '[{"animal": "кот"}, {"animal": "猫"}, {"animal": "dog"}]', "animal"],
  ["a.json", '{"animal": ["кот", "猫", "dog"]}', "animal"],
  ["a.npy", npyFile("<U3", { shape: [3], body: words }), null],
  [
    "a.npz",
    zipSync({
      "animal.npy": npyFile("<U3", { shape: [3], body: words }),
      "z.npy": floatFile([1, 2], [1, 2]),
    }),
    "animal",
  ],
])("[RW10] %s: names in any language, %#", async (file, content, name) => {
  expect(await read(file, content, 3)).toEqual([{ name, values: ["кот", "猫", "dog"] }]);
});

it("[RW10] commas in lines of text, semicolons, empty cells, absent keys and numbers of NumPy", async () => {
  expect(await read("a.txt", "Doe, Jane\n\nRoe", 3)).toEqual([
    { name: null, values: ["Doe, Jane", "", "Roe"] },
  ]);
  expect(await read("a.csv", "a;b\n1;x, y\n;z\n", 2)).toEqual([
    { name: "a", values: ["1", ""] },
    { name: "b", values: ["x, y", "z"] },
  ]);
  expect(await read("a.json", '[{"a": 1, "b": null}, {"b": true}]', 2)).toEqual([
    { name: "a", values: ["1", ""] },
    { name: "b", values: ["", "true"] },
  ]);
  expect(await read("a.npy", floatFile([2, 2], [1, 2, Number.NaN, 4]), 2)).toEqual([
    { name: null, values: ["1", ""] },
    { name: null, values: ["2", "4"] },
  ]);
});

it.each([
  ["a.txt", "a\nb\nc\nd\n", "it has 4 labels, the latents have 1,000 rows"],
  ["a.csv", "age\n1\n2\n", "it has 2 labels, the latents have 1,000 rows"],
  ["a.json", "[1, 2]", "it has 2 labels, the latents have 1,000 rows"],
  ["a.npy", floatFile([3], [1, 2, 3]), "it has 3 labels, the latents have 1,000 rows"],
  [
    "a.npy",
    floatFile([1, 2, 3], [1, 2, 3, 4, 5, 6]),
    "it has the shape 1 × 2 × 3, not one label a row",
  ],
  ["a.json", "{", "it is no JSON"],
  ["a.json", '[{"a": [1]}]', "it is neither a list of labels"],
  ["a.json", '"text"', "it is neither a list of labels"],
  ["a.csv", "a,b\n1,2\n1,2,3\n", "its line 3 has 3 cells, not 2"],
  [
    "a.txt",
    Buffer.from("\u00ea\u00ee\u00f2", "latin1"),
    "it is not UTF-8 text; save it with that encoding",
  ],
  [
    "a.csv",
    'a,b\n1,2\n1,"2\n',
    "it is no table: its line 3 opens a quotation mark that is not closed",
  ],
  ["a.xlsx", "", "labels are read from .csv, .tsv, .txt, .json, .npy, .npz"],
])("[RW10] %s that is wrong is one sentence: %#", async (name, content, sentence) => {
  await expect(read(name, content, 1_000)).rejects.toThrow(`${name} cannot be read: ${sentence}`);
});

it("[RW10] a name above too few numbers is seen, though the lines would be right", async () => {
  await expect(read("a.csv", "age\n1.5\n2\n", 3)).rejects.toThrow(
    "it has 2 labels, the latents have 3 rows",
  );
});

it("[RW11] the first names are the classes, the others attributes, and what is empty is not known", () => {
  const { classNames, classesAre, classes, attributes, columns, lines } = describe({
    age: ["1.5", "2", "", "4"],
    hair: ["red", "", "black", "red"],
    glasses: ["yes", "no", "nan", "yes"],
  });
  expect({ classNames, classesAre, classes: [...classes] }).toEqual({
    ...{ classNames: ["black", "red", "–"], classesAre: "hair" },
    classes: [1, 2, 0, 1],
  });
  expect(attributes).toEqual([
    { kind: "number", name: "age", min: 1.5, max: 4 },
    { kind: "names", name: "glasses", names: ["no", "yes"] },
  ]);
  expect(columns.map((column) => [...column])).toEqual([
    [0, 51, 255, 254],
    [1, 0, 255, 1],
  ]);
  expect(lines).toEqual([
    "Labels: “age”: numbers from 1.5 to 4, a continuous scale.",
    "Labels: “hair”: names (2).",
    "Labels: “glasses”: names (2).",
  ]);
});

it("[RW11] with numbers only there is one class; of very many columns the first are kept", () => {
  const { classNames, attributes, lines } = describe(
    Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`x${i}`, [`${i}.5`, "2", "3.25"]])),
  );
  expect([classNames, attributes.length, attributes[15]?.name]).toEqual([["all"], 16, "x15"]);
  expect(lines.at(-1)).toBe("Labels: of 20 columns 16 are kept.");
});

it("[RW12] few whole numbers are names, in their order; many, or fractions, are a scale", () => {
  const classes = Array.from({ length: 40 }, (_, i) => String((i * 7) % 20));
  expect(describe({ digit: classes }).classNames).toEqual(
    Array.from({ length: 20 }, (_, i) => String(i)),
  );
  expect(describe({ smiling: ["-1", "1", "-1"] }).classNames).toEqual(["-1", "1"]);
  expect(describe({ digit: ["1.0", "", "2.0"] }).classNames).toEqual(["1", "2", "–"]);
  const ages = Array.from({ length: 40 }, (_, i) => String(i));
  expect(describe({ age: ages }).attributes).toMatchObject([{ kind: "number", min: 0, max: 39 }]);
  expect(describe({ only: ["3.5", "3.5"] }).classNames).toEqual(["3.5"]);
});

it("[RW12] one-hot rows are one column", async () => {
  const hot = floatFile([3, 4], [0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1]);
  expect(await read("a.npy", hot, 3)).toEqual([{ name: null, values: ["2", "0", "3"] }]);
});

it("[RW12] the 63 most frequent of many names are kept, a key is left out, names are made plain", () => {
  const many = Array.from({ length: 1_000 }, (_, i) => `person ${i < 700 ? i % 70 : i % 60}`);
  const { classNames, classes, lines } = describe({ person: many });
  expect([classNames.length, classNames[0], classNames[62], classNames[63]]).toEqual([
    ...[64, "person 0", "person 62", "other"],
  ]);
  expect([classes[0], classes[69]]).toEqual([0, 63]);
  expect(lines).toEqual(["Labels: “person”: names (70); 7 rarer ones are “other”."]);
  const key = describe({ id: many.map((_, i) => `id-${i}`), kind: many.map(() => "a") });
  expect(key.classNames).toEqual(["a"]);
  expect(key.lines[0]).toBe("Labels: “id” differs in every row: left out.");
  const odd = describe({ ["\u202ea".repeat(50)]: ["e\u0301\u0007", "👩‍👩‍👧".repeat(30)] });
  expect(odd.classNames).toContain("é");
  expect(odd.classNames.every((name) => name.length <= 60 && !/\p{Cc}/u.test(name))).toBe(true);
  expect(odd.classNames[1]?.endsWith("👩‍👩‍👧…") || odd.classNames[0]?.endsWith("👩‍👩‍👧…")).toBe(
    true,
  );
  expect(odd.classesAre?.length).toBeLessThanOrEqual(40);
});
