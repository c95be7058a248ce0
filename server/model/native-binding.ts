import { existsSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The optional package installs without its binding; loading it then only costs time. */
export function hasNativeBinding(): boolean {
  try {
    const root = dirname(
      createRequire(import.meta.url).resolve("@tensorflow/tfjs-node-gpu/package.json"),
    );
    return readdirSync(join(root, "lib")).some((name) =>
      existsSync(join(root, "lib", name, "tfjs_binding.node")),
    );
  } catch {
    return false;
  }
}
