import { execFile, spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export type Framework = "pytorch" | "keras" | "jax";

/** A script that has not ended then hangs: the slowest takes half a minute on a free machine. */
const SCRIPT_MS = 540_000;
/** What an export needs beside its framework: the benchmarks' PyTorch comes without. */
const MODULES: Record<Framework, readonly string[]> = {
  pytorch: ["torch", "onnx", "onnxscript"],
  keras: ["keras", "tf2onnx"],
  jax: ["jax2onnx", "flax", "equinox"],
};
const MISSES = `import sys
from importlib.util import find_spec
sys.exit(" ".join(name for name in sys.argv[1:] if find_spec(name) is None) or None)`;
/** TensorFlow's word on each of its parts. */
const QUIET = { TF_CPP_MIN_LOG_LEVEL: "3", CUDA_VISIBLE_DEVICES: "" };

/**
 * The Python that has a framework: PYTORCH_PYTHON's, KERAS_PYTHON's or JAX_PYTHON's, or the one in out/.
 * @returns undefined, after saying so and how to get it, where there is none or it lacks what an export needs
 */
export function findPython(framework: Framework): string | undefined {
  const variable = `${framework.toUpperCase()}_PYTHON`;
  const python = resolve(process.env[variable] ?? `out/${framework}/bin/python`);
  const { status, stderr } = spawnSync(python, ["-c", MISSES, ...MODULES[framework]]);
  if (status === 0) return python;
  const missing = status === null ? "is not there" : `has no ${String(stderr).trim()}`;
  console.warn(
    `SKIPPED: exports from ${framework}: ${python} ${missing}. tests/frameworks/install ${framework} makes it; ${variable} names another.`,
  );
  return undefined;
}

/** Runs a script in a folder. @throws Error with what it printed when it fails */
export async function runPython(
  python: string,
  script: string,
  { args = [], cwd }: { args?: string[]; cwd: string },
): Promise<void> {
  try {
    await run(python, [script, ...args], {
      cwd,
      env: { ...process.env, ...QUIET },
      timeout: SCRIPT_MS,
      maxBuffer: 1 << 24,
    });
  } catch (cause) {
    const { stdout = "", stderr = "" } = cause as { stdout?: string; stderr?: string };
    throw new Error(`${script}:\n${stdout}\n${stderr}`, { cause });
  }
}
