import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, it } from "vitest";

interface Report {
  summary: {
    totalCruised: number;
    violations: { from: string; to: string; rule: { name: string } }[];
  };
}

interface ImportRule {
  name: string;
  to: { pathNot?: string };
}

it("[A1] every folder imports only what it may, and the check really reads the tree", () => {
  const args = ["depcruise", "--output-type", "json", "app", "server", "tests"];
  const { stdout } = spawnSync("npx", args, { encoding: "utf8", maxBuffer: 1 << 28 });
  const { summary } = JSON.parse(stdout) as Report;
  // A wrong TypeScript version makes dependency-cruiser pass with nothing read.
  expect(summary.totalCruised).toBeGreaterThan(150);
  expect(summary.violations.map(({ from, to, rule }) => `${rule.name}: ${from} → ${to}`)).toEqual(
    [],
  );
}, 120_000);

/** Folder → folders and packages that it may import, as the rules have them. */
function enforced(): [string, string[]][] {
  const { forbidden } = createRequire(import.meta.url)("../../.dependency-cruiser.cjs") as {
    forbidden: ImportRule[];
  };
  return forbidden
    .filter(({ name }) => name.startsWith("server/"))
    .map(({ name, to }) => {
      const own = name.slice("server/".length);
      const allowed = (to.pathNot ?? "")
        .replaceAll("\\.", ".")
        .split("|")
        .map((path) => path.replace(/^\^(server|node_modules)\/(\(@types\/\)\?)?|[/$]$/g, ""));
      return [own, allowed.filter((path) => path !== own).sort()];
    });
}

it("[A2] README's table of imports is the enforced one", () => {
  const readme = readFileSync("README.md", "utf8");
  const section = readme.slice(readme.indexOf("## Layout and import rules"));
  const rows = [...section.matchAll(/^\| `(\w+)` \|[^|]*\|([^|]*)\|([^|]*)\|$/gm)];
  const told = rows.map(([, folder = "", ...columns]) => [
    folder,
    [...columns.join().matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name).sort(),
  ]);
  expect(told.length).toBeGreaterThan(10);
  expect(told).toEqual(enforced());
});

const filesBelow = (folder: string, ending: RegExp): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => ending.test(name))
    .map((name) => join(folder, name));

it("[A3] every rule has a test, and every test names a rule", () => {
  const rules = new Set<string>();
  for (const file of filesBelow("tests/spec", /\.md$/)) {
    for (const [, letter = "", from, to = from] of readFileSync(file, "utf8").matchAll(
      /^- ([A-Z]{1,2})(\d+)(?:–[A-Z]{1,2}(\d+))? /gm,
    ))
      for (let n = Number(from); n <= Number(to); n++) rules.add(`${letter}${n}`);
  }
  const tested = new Set<string>();
  for (const file of filesBelow("tests", /(\.test\.tsx?|-suite\.ts)$/))
    for (const [, id = ""] of readFileSync(file, "utf8").matchAll(/["'`]\[([A-Z]{1,2}\d+)\]/g))
      tested.add(id);
  expect([...tested].filter((id) => !rules.has(id)).sort()).toEqual([]);
  expect([...rules].filter((id) => !tested.has(id)).sort()).toEqual([]);
  expect(rules.size).toBeGreaterThan(200);
});
