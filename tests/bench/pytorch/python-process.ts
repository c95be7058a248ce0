import { type JsonProcess, startJsonProcess } from "../json-process.ts";

/** torch.compile of one shape takes half a minute on a busy machine. */
const ANSWER_MS = 180_000;
/** Settings that choose kernels or threads for a library that PyTorch or numpy brings: it shall choose by itself. */
const TUNING = /^(OPENBLAS|NVPL|MKL|OMP|GOMP|KMP|TORCH|PYTORCH)_/;

/** One of this folder's scripts in a process of its own. */
export function startPython(
  python: string,
  script: "serve.py" | "train.py",
  { args, answerMs = ANSWER_MS }: { args: readonly string[]; answerMs?: number },
): JsonProcess {
  const env = { ...process.env };
  for (const name of Object.keys(env)) if (TUNING.test(name)) delete env[name];
  const path = new URL(`./${script}`, import.meta.url).pathname;
  return startJsonProcess({ command: python, args: [path, ...args], env, answerMs });
}
