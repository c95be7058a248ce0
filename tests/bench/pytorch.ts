import { spawnSync } from "node:child_process";

/**
 * The same decoder in PyTorch on two threads, where python3 has torch: its layers are read from the TF.js artefact.
 * @returns images a second by batch, or why it was skipped
 */
export async function decodeWithPytorch(
  folder: string,
  latentDim: number,
  batches: readonly number[],
  seconds: number,
): Promise<Record<string, number> | string> {
  const python = ["/usr/bin/python3", "python3"].find(
    (name) => spawnSync(name, ["-c", "import torch"]).status === 0,
  );
  if (!python) return "python3 has no torch (Debian: apt-get install python3-torch)";
  const args = [
    new URL("./pytorch-decode.py", import.meta.url).pathname,
    folder,
    String(latentDim),
    batches.join(","),
    String(seconds),
  ];
  const { status, stdout, stderr } = spawnSync(python, args, { encoding: "utf8" });
  if (status !== 0) return `pytorch-decode.py failed: ${stderr.trim().split("\n").at(-1)}`;
  return JSON.parse(stdout) as Record<string, number>;
}
