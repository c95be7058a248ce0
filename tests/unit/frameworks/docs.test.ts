import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

const DOC = "docs/bring-your-own.md";
/** A block of code that names the file it is a copy of. */
const QUOTED = /^```python file=(\S+)\n([\s\S]*?)^```$/gm;

it("[FW2] each script that the docs quote is the file that the tests run, and each such file is quoted", () => {
  const quoted = [...readFileSync(DOC, "utf8").matchAll(QUOTED)].map(([, file = "", code = ""]) => {
    expect(code, file).toBe(readFileSync(file, "utf8"));
    expect(code.trimEnd().split("\n").length, `${file}: lines`).toBeLessThanOrEqual(14);
    return file;
  });
  const files = readdirSync("tests/frameworks", { recursive: true, encoding: "utf8" })
    .filter((file) => /\/export[^/]*\.py$/.test(file))
    .map((file) => `tests/frameworks/${file}`);
  expect(quoted.sort()).toEqual(files.sort());
});
