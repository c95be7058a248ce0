import type { Outcome, Task } from "./bench-engine.ts";
import type { BenchWorker } from "./bench-worker.ts";
import { filesOf, type Subject } from "./subjects.ts";

/** Models fetched side by side: more would only share the line. */
const LOADING_MAX = 2;

/** What a tile shows of its subject. The last outcome stays while a newer is on its way. */
export interface Tile {
  state: "loading" | "ready" | "failed";
  /** Why it failed. */
  reason: string;
  outcome: Outcome | null;
  /** It is of the image and the damage that were asked for last. */
  current: boolean;
}

interface Job {
  subject: Subject;
  state: "waiting" | "loading" | "ready" | "failed";
  reason: string;
  outcome: Outcome | null;
  /** Of which task the outcome is. */
  done: number;
}

/** Runs each subject on the newest task. One at a time, latest wins, whoever waits longest first; a failure stops no other. */
export interface Runner {
  set: (task: Task | null, subjects: readonly Subject[]) => void;
  /** Tries what failed again. */
  retry: (id: string) => void;
  close: () => void;
}

export function createRunner(
  worker: BenchWorker,
  changed: (tiles: ReadonlyMap<string, Tile>) => void,
): Runner {
  let jobs = new Map<string, Job>();
  let task: Task | null = null;
  let number = 0;
  let running = false;
  let closed = false;

  const tell = () => {
    if (!closed) changed(new Map([...jobs].map(([id, job]) => [id, tileOf(job)])));
  };
  const tileOf = ({ state, reason, outcome, done }: Job): Tile => ({
    state: state === "waiting" ? "loading" : state,
    reason,
    outcome,
    current: done === number,
  });

  const load = async (job: Job) => {
    job.state = "loading";
    try {
      await worker.load(job.subject);
      job.state = "ready";
    } catch (cause) {
      fail(job, cause);
    }
    pump();
  };

  const run = async (job: Job, now: Task, of: number) => {
    running = true;
    try {
      job.outcome = await worker.run(now, job.subject);
      job.done = of;
    } catch (cause) {
      fail(job, cause);
    }
    running = false;
    pump();
  };

  const fail = (job: Job, cause: unknown) => {
    job.state = "failed";
    job.reason = cause instanceof Error ? cause.message : String(cause);
  };

  const pump = () => {
    if (closed) return;
    tell();
    const all = [...jobs.values()];
    let loading = all.filter(({ state }) => state === "loading").length;
    for (const job of all) {
      if (job.state !== "waiting" || loading >= LOADING_MAX) continue;
      loading++;
      void load(job);
    }
    if (running || !task) return;
    const next = all
      .filter(({ state, done }) => state === "ready" && done < number)
      .sort((a, b) => a.done - b.done)[0];
    if (next) void run(next, task, number);
  };

  return {
    set(next, subjects) {
      number++;
      task = next;
      const before = jobs;
      jobs = new Map(
        subjects.map((subject) => {
          const known = before.get(subject.id);
          if (known && sameNets(known.subject, subject))
            return [subject.id, Object.assign(known, { subject })];
          const state = needsNothing(subject) ? "ready" : "waiting";
          return [subject.id, { subject, state, reason: "", outcome: null, done: 0 } satisfies Job];
        }),
      );
      pump();
    },
    retry(id) {
      const job = jobs.get(id);
      if (job?.state !== "failed") return;
      job.state = "waiting";
      pump();
    },
    close() {
      closed = true;
      worker.close();
    },
  };
}

/** The room may have gone over to another model: what the last one made is not this one's. */
function sameNets(a: Subject, b: Subject): boolean {
  return String(filesOf(a)) === String(filesOf(b));
}

function needsNothing(subject: Subject): boolean {
  return subject.kind === "baseline" && subject.map === undefined;
}
