import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** serve.py in a process of its own. */
export interface PythonProcess {
  /** One request at a time. @throws Error with Python's own sentence */
  ask: <T>(request: object) => Promise<T>;
  end: () => void;
}

const SCRIPT = new URL("./serve.py", import.meta.url).pathname;
/** torch.compile of one shape takes half a minute on a busy machine. */
const ANSWER_MS = 180_000;
/** Settings that choose kernels or threads for a library that PyTorch or numpy brings: it shall choose by itself. */
const TUNING = /^(OPENBLAS|NVPL|MKL|OMP|GOMP|KMP|TORCH|PYTORCH)_/;

export function startPython(python: string, folder: string, threads: number): PythonProcess {
  const env = { ...process.env };
  for (const name of Object.keys(env)) if (TUNING.test(name)) delete env[name];
  const child = spawn(python, [SCRIPT, folder, String(threads)], { env });
  const errors: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => void errors.push(line));
  // A write to a process that has ended is told by its end.
  child.stdin.on("error", () => undefined);
  const lines = createInterface({ input: child.stdout });
  return {
    async ask<T>(request: object): Promise<T> {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const line = await nextLine(child, lines, errors);
      const answer = JSON.parse(line) as T & { error?: string };
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer;
    },
    end: () => void child.kill(),
  };
}

function nextLine(
  child: ChildProcess,
  lines: ReturnType<typeof createInterface>,
  errors: readonly string[],
): Promise<string> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      clearTimeout(timer);
      lines.off("line", onLine);
      child.off("close", onEnd);
      child.off("error", onError);
    };
    const onLine = (line: string) => {
      settle();
      resolve(line);
    };
    const fail = (why: string) => {
      settle();
      reject(new Error(why));
    };
    const onEnd = () => fail(`serve.py ended: ${errors.at(-1) ?? "it said nothing"}`);
    const onError = (cause: Error) => fail(cause.message);
    const timer = setTimeout(() => fail(`serve.py was silent for ${ANSWER_MS} ms`), ANSWER_MS);
    lines.on("line", onLine);
    child.on("close", onEnd);
    child.on("error", onError);
  });
}
