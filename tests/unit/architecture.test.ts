import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";

interface Report {
  summary: {
    totalCruised: number;
    violations: { from: string; to: string; rule: { name: string } }[];
  };
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
