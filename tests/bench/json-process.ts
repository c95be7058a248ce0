import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A process that answers one JSON line for each that it is asked. */
export interface JsonProcess {
  /** One request at a time. @throws Error with the process's own sentence */
  ask: <T>(request: object) => Promise<T>;
  end: () => void;
}

export interface JsonCommand {
  command: string;
  args: readonly string[];
  env?: NodeJS.ProcessEnv;
  /** Silence for so long is a failure. */
  answerMs: number;
}

export function startJsonProcess({
  command,
  args,
  env = process.env,
  answerMs,
}: JsonCommand): JsonProcess {
  const child = spawn(command, [...args], { env });
  const errors: string[] = [];
  createInterface({ input: child.stderr }).on("line", (line) => void errors.push(line));
  // A write to a process that has ended is told by its end.
  child.stdin.on("error", () => undefined);
  const lines = createInterface({ input: child.stdout });
  return {
    async ask<T>(request: object): Promise<T> {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const line = await nextLine(child, lines, { errors, answerMs });
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
  { errors, answerMs }: { errors: readonly string[]; answerMs: number },
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
    const onEnd = () => fail(`${child.spawnfile} ended: ${errors.at(-1) ?? "it said nothing"}`);
    const onError = (cause: Error) => fail(cause.message);
    const timer = setTimeout(() => fail(`it was silent for ${answerMs} ms`), answerMs);
    lines.on("line", onLine);
    child.on("close", onEnd);
    child.on("error", onError);
  });
}
